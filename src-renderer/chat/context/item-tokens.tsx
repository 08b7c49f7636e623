import { useTranslation } from 'react-i18next'
import { useMeasures } from './context-store.ts'

/** What an attachment takes of the context; it keeps its place while that is not known. */
export function ItemTokens({ draftKey, itemKey }: { draftKey: string; itemKey: string }) {
  const { t } = useTranslation('chat')
  const tokens = useMeasures(({ measures }) => measures[draftKey]?.byItem[itemKey])
  return (
    <span className="block h-4 text-small text-ink-faint tabular-nums">
      {tokens === undefined ? '' : t('context.tokens', { count: tokens })}
    </span>
  )
}
