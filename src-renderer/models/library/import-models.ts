import { create } from 'zustand'
import { i18n } from '../../i18n/i18n.ts'
import { rpc } from '../../rpc/client.ts'
import { definedFailureOf } from '../../rpc/failure.ts'
import { useModels } from '../../rpc/models-store.ts'
import { pause } from '../../rpc/pause.ts'
import { tellFailure } from '../../ui/tell-failure.ts'
import { showToast } from '../../ui/toast.tsx'
import { answerWithModel } from './library-actions.ts'

/** How long the name of a new model is waited for; after that its file's name does. */
const NAME_PATIENCE_MS = 1_000

/** Names of files whose paths a browser keeps to itself; the dialog asks for the first. */
export const useUnknownPaths = create<{ names: readonly string[] }>(() => ({ names: [] }))

/** Opens the dialog for the path of a file of this name, `''` for one not known yet. */
export const askForPath = (name: string) =>
  useUnknownPaths.setState(({ names }) => ({ names: [...names, name] }))

/** Goes on to the next file, if there is one. */
export const closePathDialog = () =>
  useUnknownPaths.setState(({ names }) => ({ names: names.slice(1) }))

/** A split model is added by its first part; the others belong to it. */
const isLaterPart = (name: string) =>
  /-\d{5}-of-\d{5}\.gguf$/i.test(name) && !/-00001-of-/.test(name)

const fileName = (path: string) => path.split(/[\\/]/).at(-1) ?? path

function nameOf(modelId: string, path: string): Promise<string> {
  const known = () => useModels.getState().snapshot?.models.find(({ id }) => id === modelId)?.name
  return new Promise((resolve) => {
    const finish = (name: string | undefined) => {
      if (name === undefined) return
      unsubscribe()
      resolve(name)
    }
    const unsubscribe = useModels.subscribe(() => finish(known()))
    finish(known())
    void pause(NAME_PATIENCE_MS).then(() => finish(fileName(path)))
  })
}

/** Uses a file where it lies and says so; throws with the services' failure. */
export async function importPath(path: string): Promise<void> {
  const { modelId } = await rpc.models.importFile({ path })
  const name = await nameOf(modelId, path)
  showToast({
    text: i18n.t('library:import.added', { name }),
    action: { label: i18n.t('library:use'), run: () => void answerWithModel(modelId) },
  })
}

/** Uses files where they lie; what cannot be used is told in words. */
export async function importPaths(paths: readonly string[]) {
  const failures: unknown[] = []
  for (const path of paths)
    await importPath(path).catch((error: unknown) => void failures.push(error))
  // A projector that came along with its model was taken with it.
  const cameAlong = (error: unknown) =>
    failures.length < paths.length && definedFailureOf(error)?.code === 'FILE_NOT_A_MODEL'
  for (const failure of failures) if (!cameAlong(failure)) tellFailure(failure)
}

/** Adds models by their files: by path where the host tells it, else by asking for it. */
export function importFiles(files: readonly File[]) {
  const paths: string[] = []
  for (const file of files) {
    if (isLaterPart(file.name)) continue
    const path = window.carat?.pathOf?.(file) ?? null
    if (path === null) askForPath(file.name)
    else paths.push(path)
  }
  void importPaths(paths)
}
