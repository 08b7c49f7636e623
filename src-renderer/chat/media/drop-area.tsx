import { ImagePlus } from 'lucide-react'
import { memo, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DropCurtain } from '../../ui/drop-curtain.tsx'
import { isExportFile, isModelFile, listenForDrops, sortDropped } from '../../ui/file-drops.ts'
import { attachFiles, refuseFolders } from './attach-files.ts'

/**
 * Takes files dropped anywhere in the window, and names what can be dropped meanwhile. Files of
 * models and exports are left to those sides, which listen too.
 */
export const DropArea = memo(function DropArea({ draftKey }: { draftKey: string }) {
  const { t } = useTranslation('chat')
  const { t: library } = useTranslation('library')
  const [over, setOver] = useState(false)
  useEffect(() => {
    const closed = new AbortController()
    const take = (transfer: DataTransfer) => {
      const { files, folders } = sortDropped(transfer)
      if (folders.length > 0) refuseFolders(draftKey, folders)
      attachFiles(
        draftKey,
        files.filter((file) => !isModelFile(file) && !isExportFile(file)),
      )
    }
    listenForDrops(take, setOver, closed.signal)
    return () => closed.abort()
  }, [draftKey])
  if (!over) return null
  return (
    <DropCurtain
      icon={ImagePlus}
      title={t('media.dropTitle')}
      hints={[t('media.dropKinds'), library('import.dropHint')]}
    />
  )
})
