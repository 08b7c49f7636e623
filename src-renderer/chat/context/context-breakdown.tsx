import { useTranslation } from 'react-i18next'
import { type ContextItem, type ContextUse } from '../../../src-main/contract/context.ts'
import type { RemedyTarget } from './apply-remedy.ts'
import { AheadLine } from './ahead-line.tsx'
import { ContextRemedies } from './context-remedies.tsx'
import { overWords } from './over-words.ts'
import { tokensOverAlone } from './tokens-over-alone.ts'

/**
 * One hue in steps, so that the parts are told apart by their lightness alone; the last ones go on
 * towards the ink.
 */
const partLooks: Record<ContextItem['kind'], string> = {
  instructions: 'bg-focus/25',
  summary: 'bg-focus/40',
  earlier: 'bg-focus/55',
  pictures: 'bg-focus/75',
  frames: 'bg-focus',
  texts: 'bg-[color-mix(in_oklab,var(--color-focus)_65%,var(--color-ink))]',
  text: 'bg-[color-mix(in_oklab,var(--color-focus)_30%,var(--color-ink))]',
}

/** What fills the context, part by part, and what can be done when it is full. */
export function ContextBreakdown({ use, target }: { use: ContextUse; target: RemedyTarget }) {
  const { t } = useTranslation('chat')
  const { contextSize, exact, items, remedies, replyTokens, standing, totalTokens } = use
  const scale = Math.max(contextSize, totalTokens)
  const free = Math.max(0, contextSize - totalTokens)
  const share = (tokens: number) => ({ width: `${(tokens / scale) * 100}%` })
  return (
    <>
      <p className="text-small text-ink-muted">
        {t(exact ? 'context.counted' : 'context.estimated', { count: contextSize })}
      </p>
      <div data-meter className="my-2.5 flex h-2.5 gap-px overflow-hidden rounded-full bg-pressed">
        {items.map(({ kind, tokens }) => (
          <span key={kind} style={share(tokens)} className={partLooks[kind]} />
        ))}
      </div>
      <dl className="grid grid-cols-[auto_1fr_auto] gap-x-2 gap-y-1">
        {items.map(({ count, kind, tokens }) => (
          <div key={kind} className="col-span-3 grid grid-cols-subgrid items-center">
            <span data-meter aria-hidden className={`size-2 rounded-full ${partLooks[kind]}`} />
            <dt className="text-ink-muted">{t(`context.items.${kind}`, { count })}</dt>
            <dd className="text-end tabular-nums">{t('context.tokens', { count: tokens })}</dd>
          </div>
        ))}
        <div className="col-span-3 mt-1 grid grid-cols-subgrid items-center border-t border-line pt-1">
          <span aria-hidden className="size-2 rounded-full bg-pressed" />
          <dt className="text-ink-muted">{t('context.free')}</dt>
          <dd className="text-end tabular-nums">{t('context.tokens', { count: free })}</dd>
        </div>
      </dl>
      <AheadLine draftKey={target.draftKey} />
      {standing === 'fits' ? null : (
        <p className={`mt-2 ${standing === 'over' ? 'text-danger' : 'text-ink'}`}>
          {standing === 'over' ? overWords(t, use) : t('context.tight', { count: replyTokens })}
        </p>
      )}
      {tokensOverAlone(use) > 0 ? null : <ContextRemedies remedies={remedies} target={target} />}
    </>
  )
}
