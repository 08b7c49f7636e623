import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Where exports wait to be fetched and files of imports lie; both only as long as Carat runs. */
export interface TransferFolders {
  exports: string
  imports: string
}

/** Makes the folders anew: what an earlier run left half done is of no use to anybody. */
export function createTransferFolders(dataFolder: string): TransferFolders {
  const root = join(dataFolder, 'transfers')
  const folders = { exports: join(root, 'exports'), imports: join(root, 'imports') }
  rmSync(root, { recursive: true, force: true })
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folders
}
