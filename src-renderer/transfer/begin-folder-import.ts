import { belongsToExport } from './belongs-to-export.ts'
import { beginImport, resetImport, useImport } from './import-store.ts'

/** Hands over what of a chosen folder belongs to exports, and says so where nothing does. */
export async function beginFolderImport(files: readonly File[]) {
  const belonging = files.filter(belongsToExport)
  const [first] = files
  if (belonging.length > 0 || !first) return beginImport(belonging)
  resetImport()
  const [name = first.name] = first.webkitRelativePath.split('/')
  useImport.setState({ open: true, failure: { code: 'IMPORT_UNKNOWN', data: { name } } })
}
