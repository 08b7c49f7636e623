import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApplicationInfo } from '../rpc/application-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { showToast } from '../ui/toast.tsx'

/** Where to put further models, with the folder's path to copy. */
export function ModelsFolder() {
  const { t } = useTranslation()
  const dataFolder = useApplicationInfo((state) => state.info?.dataFolder)
  if (dataFolder === undefined) return null
  const path = `${dataFolder}${dataFolder.includes('\\') ? '\\' : '/'}models`
  const copy = async () => {
    await navigator.clipboard.writeText(path)
    showToast({ text: t('models.pathCopied') })
  }
  return (
    <section className="border-t border-line px-3 py-2.5 text-small">
      <h3 className="font-medium">{t('models.addTitle')}</h3>
      <p className="text-ink-muted">{t('models.addHint')}</p>
      <div className="mt-1.5 flex items-center gap-1 rounded-control bg-sunken pl-2">
        <code className="min-w-0 flex-1 py-1 font-mono wrap-anywhere select-text">{path}</code>
        <IconButton label={t('models.copyPath')} icon={Copy} onClick={() => void copy()} />
      </div>
    </section>
  )
}
