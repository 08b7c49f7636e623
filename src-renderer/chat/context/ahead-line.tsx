import { useTranslation } from 'react-i18next'
import { formatPercent } from '../../i18n/format.ts'
import { useAhead } from './ahead-store.ts'

/** How far the model is that reads a draft while it is being written. */
export function AheadLine({ draftKey }: { draftKey: string }) {
  const { t, i18n } = useTranslation('chat')
  const fraction = useAhead(({ fractions }) => fractions[draftKey])
  if (fraction === undefined) return null
  return (
    <p className="mt-2 text-small text-ink-muted tabular-nums">
      {fraction < 1
        ? t('context.reading', { percent: formatPercent(fraction, i18n.language) })
        : t('context.read')}
    </p>
  )
}
