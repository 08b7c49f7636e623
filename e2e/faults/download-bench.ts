import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { expect, onTestFinished } from 'vitest'
import type { ModelChoice } from '../../src-main/contract/discovery.ts'
import type { Download, DownloadsSnapshot } from '../../src-main/contract/downloads.ts'
import type { SourceKind } from '../../src-main/contract/model-sources.ts'
import type { Settings } from '../../src-main/contract/settings.ts'
import {
  createDownloadService,
  type DownloadService,
} from '../../src-main/models/downloads/download-service.ts'
import type {
  DownloadedModel,
  DownloadHome,
} from '../../src-main/models/library/downloaded-model.ts'
import { temporaryDatabase } from '../../src-main/testing/temporary-database.ts'
import { temporaryFolder } from '../../src-main/testing/temporary-folder.ts'
import type { Content } from '../hub/content.ts'
import type { Fault } from '../hub/faults.ts'
import { bigModel } from '../hub/gguf-content.ts'
import { filesAt, headCommit } from '../hub/repository.ts'
import type { Hub } from '../hub/start-hub.ts'
import { openHub, type Reach, reachHub, type ReachOptions, signal } from './reach-hub.ts'

const MIB = 1024 * 1024

/** The repository of most tests: one model, large enough for several connections. */
export const testRepository = 'carat-tests/faults-GGUF'
export const testContent: Content = await bigModel({ name: 'Faults', bytes: 16 * MIB })
export const testPath = 'faults-F16.gguf'

/** When a fault comes: before the first byte, or after a part arrived and Carat started again. */
export const moments = ['first start', 'resume'] as const
export type Moment = (typeof moments)[number]

/** Real downloads from a real hub into a folder of the test. */
export interface DownloadBench {
  hub: Hub
  carat: Reach
  /** Where models go. */
  folder: string
  /** What reached the library, in order. */
  adopted: DownloadedModel[]
  downloads(): DownloadService
  /** Begins to download a repository's first model, with its best projector. */
  start(repository?: string, source?: SourceKind): Promise<string>
  choose(repository?: string, source?: SourceKind): Promise<ModelChoice>
  /** Begins the download of the usual repository so that the faults come at this moment. */
  startAt(moment: Moment, ...faults: Fault[]): Promise<string>
  /** The first sight of a download that is as wanted. @throws when it ends and never was. */
  until(id: string, wanted: (download: Download) => boolean): Promise<Download>
  /** Waits until it is done and checks every byte of it. Whatever waits for time is hurried along. */
  expectArrival(id: string): Promise<DownloadedModel>
  /** Waits until it has failed for good, and checks that nothing of it can be seen. */
  expectFailure(id: string): Promise<{ code: string; data: unknown }>
  /** Ends the downloads and starts them anew from what is on disk. */
  restart(between?: () => void | Promise<void>): Promise<void>
  /** Bytes of bodies the store sent. */
  sentBytes(): number
}

/** Opens one; all ends with the test. */
export async function openBench(
  options: Partial<ReachOptions> & { hub?: Hub } = {},
): Promise<DownloadBench> {
  const hub = options.hub ?? (await openHub({ repositories: [] }))
  hub.addRepository({ name: testRepository, files: { [testPath]: testContent } })
  const carat = reachHub({ endpoint: hub.endpoint, ...options })
  const folder = temporaryFolder()
  const database = temporaryDatabase()
  const adopted: DownloadedModel[] = []
  const home: DownloadHome = {
    root: async () => ({ rootId: 'root', path: folder }),
    async adopt(model) {
      if (!adopted.some((other) => other.folder === model.folder)) adopted.push(model)
      return `model ${model.folder}`
    },
    find: () => null,
  }
  const open = () => {
    return createDownloadService({
      database,
      http: carat.http,
      sources: carat.sources,
      home,
      settings: { read: () => settings, follow: () => stay(settings) },
      onProgress: () => {},
    })
  }
  let downloads = open()
  onTestFinished(() => downloads.dispose())

  const bench: DownloadBench = {
    hub,
    carat,
    folder,
    adopted,
    downloads: () => downloads,
    async choose(repository = testRepository, source = 'huggingface') {
      const found = await carat.sources[source].readRepository({ source, repository }, signal)
      const { ref, revision, variants, projectors } = found
      const projectorPath = projectors[0]?.path ?? null
      return { ref, revision, variantId: variants[0]!.id, projectorPath }
    },
    async start(repository, source) {
      return await downloads.start(await bench.choose(repository, source), null)
    },
    async startAt(moment, ...faults) {
      const pace = hub.settings.bytesPerSecond
      const choice = await bench.choose()
      hub.requests.clear()
      if (moment === 'first start') {
        for (const fault of faults) hub.faults.add(fault)
        return await downloads.start(choice, null)
      }
      hub.settings.bytesPerSecond = 3 * MIB
      const id = await downloads.start(choice, null)
      await bench.until(id, ({ doneBytes }) => doneBytes >= 3 * MIB)
      await bench.restart(() => {
        hub.settings.bytesPerSecond = pace
        hub.requests.clear()
        for (const fault of faults) hub.faults.add(fault)
      })
      return id
    },
    async until(id, wanted) {
      let last: DownloadsSnapshot | undefined
      for await (const snapshot of downloads.follow(signal)) {
        last = snapshot
        const found = snapshot.downloads.find((download) => download.id === id)
        if (found && wanted(found)) return found
        if (found && ended(found)) throw new Error(`it is ${JSON.stringify(found.state)}`)
      }
      throw new Error(`the downloads ended: ${JSON.stringify(last)}`)
    },
    async expectArrival(id) {
      const { state } = await bench.until(id, (download) => {
        if (download.state.kind === 'waiting') void downloads.resume(id)
        return ended(download)
      })
      expect(state).toMatchObject({ kind: 'done' })
      const model = adopted.at(-1)!
      await expectRight(hub, model)
      return model
    },
    async expectFailure(id) {
      const { state } = await bench.until(id, ended)
      if (state.kind !== 'failed') throw new Error(`it is ${state.kind}`)
      expect(adopted).toEqual([])
      expect(visibleFiles(folder)).toEqual([])
      return state.failure
    },
    async restart(between) {
      await downloads.dispose()
      await between?.()
      downloads = open()
    },
    sentBytes: () =>
      hub.requests
        .all()
        .filter(({ server }) => server === 'cdn')
        .reduce((sum, { sentBytes }) => sum + sentBytes, 0),
  }
  return bench
}

const settings: Settings = {
  language: 'system',
  theme: 'system',
  density: 'comfortable',
  readAhead: true,
  notifications: 'off',
  selectedModelId: '',
  simultaneousDownloads: 3,
  downloadSpeedLimit: null,
}

/** Settings that nobody changes. */
async function* stay(value: Settings): AsyncGenerator<Settings> {
  yield value
}

const ended = ({ state }: Download) => state.kind === 'done' || state.kind === 'failed'

/** Files a person or the library would see. */
export function visibleFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith('.'))
}

async function expectRight(hub: Hub, model: DownloadedModel): Promise<void> {
  const { ref, revision } = model.choice
  const offered =
    ref.source === 'ollama'
      ? null
      : filesAt(
          hub.repository(ref.repository),
          revision === 'master' ? headCommit(hub.repository(ref.repository)) : revision,
        )
  for (const file of model.files) {
    const hash = createHash('sha256')
    // Files of a test are few.
    // oxlint-disable-next-line no-await-in-loop
    await pipeline(createReadStream(join(model.folder, file.fileName)), hash)
    const sha256 = hash.digest('hex')
    expect(sha256).toBe(file.sha256)
    if (offered) expect(sha256).toBe(offered.get(file.sourcePath)?.sha256)
    else expect(`sha256:${sha256}`).toBe(file.sourcePath)
  }
}
