import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Model, ModelsSnapshot } from '../../../contract/models.ts'
import { temporaryFolder } from '../../../testing/temporary-folder.ts'
import { createTestLibrary, type TestLibraryOptions } from './create-test-library.ts'

/** For tests: opens a library, closes it with the test, and looks at it as the window would. */
export async function openTestLibrary(options: Partial<TestLibraryOptions> = {}) {
  const { dataFolder = temporaryFolder(), homeFolder = temporaryFolder() } = options
  const created = await createTestLibrary({ ...options, dataFolder, homeFolder })
  const { library } = created
  let open = true
  const close = async () => {
    if (!open) return
    open = false
    await created.close()
  }
  onTestFinished(close)

  /** What the window would see now. */
  const see = async (): Promise<ModelsSnapshot> => {
    const follow = library.follow(new AbortController().signal)
    const { value } = await follow.next()
    await follow.return()
    return value as ModelsSnapshot
  }

  /** Waits for a snapshot that is as wanted, which must come by itself. */
  const until = async (
    isWanted: (snapshot: ModelsSnapshot) => boolean,
  ): Promise<ModelsSnapshot> => {
    for await (const snapshot of library.follow(AbortSignal.timeout(15_000)))
      if (isWanted(snapshot)) return snapshot
    throw new Error(`it did not come: ${JSON.stringify(await see(), null, 1)}`)
  }

  const modelsIn = (snapshot: ModelsSnapshot) => snapshot.models.filter(({ demo }) => !demo)
  return {
    ...created,
    dataFolder,
    homeFolder,
    modelsFolder: join(dataFolder, 'models'),
    close,
    see,
    until,
    /** All but the one that ships, after a fresh look. */
    async models(): Promise<Model[]> {
      await library.rescan()
      return modelsIn(await see())
    },
    /** Waits until no work goes on with a model's files. */
    async rested(modelId: string): Promise<Model> {
      const find = (snapshot: ModelsSnapshot) => snapshot.models.find(({ id }) => id === modelId)
      const snapshot = await until((each) => find(each)?.task === null)
      return find(snapshot) as Model
    },
  }
}
