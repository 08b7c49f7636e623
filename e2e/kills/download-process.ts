// The process that is killed: the real download service on a real library, database and disk. It
// begins when it is told to, so that it can be started before its turn.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Repository } from '../../src-main/contract/model-sources.ts'
import { createHttpClient } from '../../src-main/network/http-client.ts'
import { checkFiles } from '../../src-main/models/downloads/check-files.ts'
import { realDisk } from '../../src-main/models/downloads/disk.ts'
import { createDownloadService } from '../../src-main/models/downloads/download-service.ts'
import { createTestLibrary } from '../../src-main/models/library/testing/create-test-library.ts'
import type { ModelSource, ModelSources } from '../../src-main/models/sources/model-source.ts'
import { countArrivals } from './count-arrivals.ts'
import { createKillPoints, type KillSwitch } from './kill-points.ts'
import { choiceOf, filesOf, type Plan } from './plan.ts'

/** To the process: begin, in this folder. */
export interface Begin {
  folder: string
  killSwitch: KillSwitch | null
}

/** From the process: what a user would see now. */
export interface Shown {
  downloads: { id: string; name: string; state: string; doneBytes: number; detail: string }[]
  /** Models in the library, without the one that ships. */
  models: number
}

function createSources({ models, url }: Plan): ModelSources {
  const find = (repository: string) => {
    const model = models.find((each) => choiceOf(each).ref.repository === repository)
    if (!model) throw new Error(`no ${repository}`)
    return model
  }
  const source: Partial<ModelSource> = {
    async readRepository(ref) {
      const model = find(ref.repository)
      const { revision } = choiceOf(model)
      const { bytes, path } = model.weights
      const variants = [{ id: path, label: 'F32', files: [model.weights], bytes, missingParts: [] }]
      const facts = { ref, revision, title: model.name, variants, projectors: [model.projector] }
      return facts as unknown as Repository
    },
    async locate(file) {
      const found = filesOf(find(file.ref.repository)).find(({ path }) => path === file.path)
      if (!found) throw new Error(`no ${file.path}`)
      return { ...found, url: new URL(`/${file.path}`, url), headers: {}, etag: null }
    },
  }
  return { huggingface: source } as ModelSources
}

async function download({ folder, killSwitch }: Begin): Promise<void> {
  const plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as Plan
  const sources = createSources(plan)
  const points = createKillPoints(killSwitch)
  const opened = await createTestLibrary({ dataFolder: folder, homeFolder: folder, sources })
  const { database, library } = opened
  const settings = {
    language: 'system',
    theme: 'system',
    density: 'comfortable',
    readAhead: true,
    notifications: 'off',
    selectedModelId: '',
    simultaneousDownloads: 3,
    downloadSpeedLimit: null,
  } as const
  const downloads = createDownloadService({
    database: points.database(database),
    sources,
    http: countArrivals(
      createHttpClient({ offline: () => false, proxyFor: async () => null }),
      join(folder, 'arrived'),
    ),
    home: points.home(library.home),
    settings: { read: () => settings, follow: async function* () {} },
    onProgress: () => {},
    checkFiles: (files, signal) => points.around('check', () => checkFiles(files, signal)),
    disk: points.disk(realDisk),
  })
  const { signal } = new AbortController()
  void (async () => {
    for await (const snapshot of downloads.follow(signal)) {
      const following = library.follow(signal)
      const { value } = await following.next()
      await following.return()
      const shown: Shown = {
        downloads: snapshot.downloads.map(({ doneBytes, id, state, title }) => ({
          id,
          name: title,
          state: state.kind,
          doneBytes,
          detail: 'failure' in state ? JSON.stringify(state.failure) : '',
        })),
        models: value ? value.models.filter(({ demo }) => !demo).length : 0,
      }
      process.send?.(shown)
    }
  })()
  process.send?.('begun')
  for (const model of plan.models) await downloads.start(choiceOf(model), null)
}

process.once('message', (begin) => void download(begin as Begin))
process.on('disconnect', () => process.exit())
process.send?.('ready')
