import { useTranslation } from 'react-i18next'
import { failureText } from '../i18n/failure-text.ts'
import { useModels } from '../rpc/models-store.ts'
import { useSettings } from '../rpc/settings-store.ts'
import { openModels } from '../state/view-store.ts'
import { Button } from '../ui/button.tsx'
import { NoticeCard } from '../ui/notice-card.tsx'

/** What is wrong with the chosen model, in words; null if it can be used as it is. */
function useProblem(): string | null {
  const { t } = useTranslation()
  const snapshot = useModels((state) => state.snapshot)
  const modelId = useSettings((state) => state.settings?.selectedModelId)
  if (!snapshot || !modelId) return null
  const model = snapshot.models.find(({ id }) => id === modelId)
  if (!model) return t('models.chosenGone')
  if (model.availability === 'missing') {
    const root = snapshot.roots.find(({ id }) => id === model.rootId)
    const key = root?.availability === 'missing' ? 'chosenAway' : 'chosenFilesAway'
    return t(`models.${key}`, { name: model.name })
  }
  return model.problem ? failureText(t, model.problem) : null
}

/** Says above a conversation that its model is away or has a problem, before anything is asked. */
export function ModelNotice() {
  const { t } = useTranslation()
  const problem = useProblem()
  if (problem === null) return null
  return (
    <NoticeCard
      actions={<Button onClick={() => openModels('library')}>{t('models.chooseAnother')}</Button>}
    >
      <p role="status" className="wrap-anywhere">
        {problem}
      </p>
    </NoticeCard>
  )
}
