import { useTranslation } from 'react-i18next'
import type { Model } from '../../../src-main/contract/models.ts'
import { classNames } from '../../ui/class-names.ts'

/** Says honestly what the chosen model cannot do, right where the question is written. */
export function ModelHint({ model, withMedia }: { model: Model | undefined; withMedia: boolean }) {
  const { t } = useTranslation('chat')
  if (!model) return null
  const blind = withMedia && !model.pictures
  if (!blind && !model.demo) return null
  return (
    <p
      className={classNames(
        'min-w-0 flex-1 text-small text-pretty',
        // Beside the buttons of a narrow window it would stand on edge.
        'max-sm:order-first max-sm:basis-full max-sm:px-1.5',
        blind ? 'text-danger' : 'text-ink-faint',
      )}
    >
      {blind ? t('composer.textOnlyModel', { name: model.name }) : t('composer.demoModel')}
    </p>
  )
}
