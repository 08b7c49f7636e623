import { useEffect } from 'react'
import { isExportFile, listenForDrops, sortDropped } from '../ui/file-drops.ts'
import { beginImport } from './import-store.ts'

/** Takes exports dropped anywhere in the window; other files are for others, who listen too. */
export function useImportDrop() {
  useEffect(() => {
    const closed = new AbortController()
    const take = (transfer: DataTransfer) =>
      void beginImport(sortDropped(transfer).files.filter(isExportFile))
    listenForDrops(take, () => {}, closed.signal)
    return () => closed.abort()
  }, [])
}
