import { useTranslation } from 'react-i18next'
import type { RemovedModel } from '../../../src-main/contract/models.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/use-now.ts'
import { purgeModel, restoreModel } from './library-actions.ts'
import { LibrarySection } from './library-section.tsx'
import { minutesUntil } from './model-facts.ts'
import { RowList } from './row-list.tsx'

/** Models that were deleted, while they can still come back. */
export function RemovedSection({ removed }: { removed: readonly RemovedModel[] }) {
  const { t } = useTranslation('library')
  const now = useNow()
  const bytes = removed.reduce((sum, model) => sum + model.bytes, 0)
  return (
    <LibrarySection
      title={t('removed.title')}
      hint={bytes > 0 ? t('removed.hint', { bytes }) : t('removed.hintForgotten')}
    >
      <RowList label={t('removed.title')}>
        {removed.map((model) => {
          const action = t(model.bytes > 0 ? 'removed.purge' : 'removed.purgeForgotten')
          return (
            <li
              key={model.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 ps-3 pe-2"
            >
              <div className="min-w-0 flex-1 basis-60">
                <p className="text-ui wrap-anywhere">{model.name}</p>
                <p className="text-small text-ink-muted tabular-nums">
                  {model.bytes > 0
                    ? t('removed.until', {
                        count: minutesUntil(model.until, now),
                        bytes: model.bytes,
                      })
                    : t('removed.stays')}
                </p>
              </div>
              <Button
                aria-label={t('removed.restoreNamed', { name: model.name })}
                onClick={() => void restoreModel(model.id)}
              >
                {t('removed.restore')}
              </Button>
              <Button
                look="danger"
                aria-label={t('removed.purgeNamed', { action, name: model.name })}
                onClick={() => void purgeModel(model)}
              >
                {action}
              </Button>
            </li>
          )
        })}
      </RowList>
    </LibrarySection>
  )
}
