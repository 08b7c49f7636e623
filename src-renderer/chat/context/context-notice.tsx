import { Scissors } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ContextUse } from '../../../src-main/contract/context.ts'
import { Button } from '../../ui/button.tsx'
import type { Draft } from '../draft/draft.ts'
import { editContext } from '../draft/draft-store.ts'
import type { RemedyTarget } from './apply-remedy.ts'
import { ContextRemedies } from './context-remedies.tsx'
import { overWords } from './over-words.ts'
import { tokensOverAlone } from './tokens-over-alone.ts'

interface ContextNoticeProps {
  draft: Draft
  use: ContextUse | undefined
  target: RemedyTarget
}

/** Above the composer: that a message will not fit and what helps, or what was chosen to make room. */
export function ContextNotice({ draft, use, target }: ContextNoticeProps) {
  const { t } = useTranslation('chat')
  const over = use?.sure === true && use.standing === 'over'
  const { context } = draft
  if (!over && !context) return null
  return (
    <div className="mb-2 min-h-9 overflow-y-auto rounded-card border border-line bg-raised px-3 py-2 text-ui">
      {over ? (
        <>
          <p role="alert" className="text-danger">
            {overWords(t, use, draft.sendProblem?.code === 'tooLong')}
          </p>
          {tokensOverAlone(use) > 0 ? null : (
            <ContextRemedies remedies={use.remedies} target={target} />
          )}
        </>
      ) : null}
      {context ? (
        <div className={`flex items-center gap-2 ${over ? 'mt-2 border-t border-line pt-2' : ''}`}>
          <Scissors size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-ink-muted" />
          <p className="min-w-0 flex-1 text-ink-muted">
            {t(context.summary === null ? 'context.chosen' : 'context.chosenSummary')}
          </p>
          <Button look="quiet" onClick={() => editContext(target.draftKey, null)}>
            {t('context.undo')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
