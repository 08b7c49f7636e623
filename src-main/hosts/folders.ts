import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where the built parts of Carat lie, found from the folder of the running entry. */
export interface BuiltFolders {
  /** Holds the entries of the child processes. */
  entriesFolder: string
  rendererFolder: string
  resourcesFolder: string
  /** The source checkout, or null in an installed app. */
  checkoutFolder: string | null
}

/**
 * Folders of this build.
 *
 * @param entriesFolder `import.meta.dirname` of an entry; shared chunks may lie elsewhere.
 * @param installedResources folder of an installed app's resources, if it is one.
 */
export function findFolders(entriesFolder: string, installedResources?: string): BuiltFolders {
  const root = resolve(entriesFolder, '../..')
  const resourcesFolder = installedResources ?? join(root, 'resources')
  const checkout = !installedResources && existsSync(join(root, 'src-main'))
  return {
    entriesFolder,
    rendererFolder: join(root, 'out/renderer'),
    resourcesFolder,
    checkoutFolder: checkout ? root : null,
  }
}
