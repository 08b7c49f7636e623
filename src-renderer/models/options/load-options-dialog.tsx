import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useModels } from '../../rpc/models-store.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { LoadOptionsForm } from './load-options-form.tsx'

interface LoadOptionsDialogProps {
  /** Whose options are on view; null closes. */
  modelId: string | null
  onClose: () => void
}

/** How a model is brought into memory, with what each choice costs. */
export function LoadOptionsDialog({ modelId, onClose }: LoadOptionsDialogProps) {
  const { t } = useTranslation('library')
  const { t: app } = useTranslation()
  // Kept while the dialog fades out.
  const [shownId, setShownId] = useState(modelId)
  if (modelId !== null && modelId !== shownId) setShownId(modelId)
  const snapshot = useModels((state) => state.snapshot)
  const model = snapshot?.models.find(({ id }) => id === shownId)
  return (
    <Dialog
      size="tall"
      open={modelId !== null && model !== undefined}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={t('options.title', { name: model?.name ?? '' })}
      closeLabel={app('shell.close')}
    >
      {model ? (
        <LoadOptionsForm
          key={model.id}
          model={model}
          adapters={snapshot?.adapters ?? []}
          onClose={onClose}
        />
      ) : null}
    </Dialog>
  )
}
