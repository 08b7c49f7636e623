import { useTranslation } from 'react-i18next'
import type { Model } from '../../../src-main/contract/models.ts'
import { formatFileSize } from '../../i18n/format.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import { classNames } from '../../ui/class-names.ts'
import { useNow } from '../../ui/use-now.ts'
import { formatAgo, formatParameters, formatRate } from './model-facts.ts'

/** What a model is: its weights, how they are stored, its size and what it takes in. */
export function ModelFacts({ model }: { model: Model }) {
  const { t, i18n } = useTranslation('library')
  const { t: app } = useTranslation()
  const facts = [
    model.parameters && t('facts.parameters', { size: formatParameters(model.parameters) }),
    model.quantization,
    formatFileSize(model.bytes, i18n.language),
    app(model.pictures ? 'models.seesPictures' : 'models.textOnly'),
  ]
  return <p className="text-small text-pretty text-ink-muted tabular-nums">{joinFacts(facts)}</p>
}

interface ModelUseProps {
  model: Model
  /** Sets the speed on a line of its own. */
  columns?: boolean
  className: string
}

/** How a model was used here: its speed, when last and in how many conversations. */
export function ModelUse({ model, columns = false, className }: ModelUseProps) {
  const { t, i18n } = useTranslation('library')
  const now = useNow()
  const { speed, lastUsedAt, chats } = model
  const rate =
    speed && t('facts.speed', { rate: formatRate(speed.outputTokensPerSecond, i18n.language) })
  const used = [
    lastUsedAt === null ? t('facts.unused') : formatAgo(lastUsedAt, now, i18n.language),
    chats > 0 && t('facts.chats', { count: chats }),
  ].filter(Boolean)
  return (
    <p className={classNames('text-small text-ink-muted tabular-nums', className)}>
      {columns && rate ? <span className="block text-ink">{rate}</span> : null}
      {joinFacts(columns ? used : [rate, ...used])}
    </p>
  )
}
