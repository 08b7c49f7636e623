import { Package } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useView } from '../../state/view-store.ts'
import { DropCurtain } from '../../ui/drop-curtain.tsx'
import { isModelFile, listenForDrops, sortDropped } from '../../ui/file-drops.ts'
import { showToast } from '../../ui/toast.tsx'
import { importFiles } from './import-models.ts'
import { PathDialog } from './path-dialog.tsx'

/** Takes models' files dropped anywhere in the window; once in the window. */
export function ImportDrop() {
  const { t } = useTranslation('library')
  const [over, setOver] = useState(false)
  // The conversation hangs up a curtain of its own, which names models too.
  const onModelsPage = useView((state) => state.modelsTab !== null)
  useEffect(() => {
    const closed = new AbortController()
    const take = (transfer: DataTransfer) => {
      const { files } = sortDropped(transfer)
      const models = files.filter(isModelFile)
      importFiles(models)
      if (models.length < files.length && useView.getState().modelsTab !== null)
        showToast({ kind: 'failure', text: t('import.onlyModels') })
    }
    listenForDrops(take, setOver, closed.signal)
    return () => closed.abort()
  }, [t])
  return (
    <>
      {over && onModelsPage ? (
        <DropCurtain icon={Package} title={t('import.dropTitle')} hints={[t('import.dropHint')]} />
      ) : null}
      <PathDialog />
    </>
  )
}
