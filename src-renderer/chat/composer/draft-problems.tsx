import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import type { Draft } from '../draft/draft.ts'
import { annotateDraft, dismissProblem } from '../draft/draft-store.ts'
import { problemText, sendProblemText } from '../media/problem-text.ts'

interface NoticeProps {
  text: string
  onDismiss: () => void
}

function Notice({ text, onDismiss }: NoticeProps) {
  const { t } = useTranslation('chat')
  return (
    <li className="flex shrink-0 items-start gap-2 rounded-card bg-danger-soft py-1 ps-3 pe-1 text-ui text-danger">
      <span className="min-w-0 flex-1 py-1 wrap-anywhere">{text}</span>
      <IconButton label={t('dismiss')} icon={X} className="size-7!" onClick={onDismiss} />
    </li>
  )
}

interface DraftProblemsProps {
  draftKey: string
  draft: Draft
  /** A reply is being written in this conversation. */
  running: boolean
}

/** Files that were left out and why the message was not sent, each in words. */
export function DraftProblems({ draftKey, draft, running }: DraftProblemsProps) {
  const { t } = useTranslation('chat')
  const { problems } = draft
  const code = draft.sendProblem?.code
  // What does not fit has a notice of its own, with what can be done about it.
  const over = (code === 'busy' && !running) || code === 'tooLong'
  const sendProblem = over ? null : draft.sendProblem
  return (
    <div role="alert" className="flex min-h-0 flex-col">
      {problems.length > 0 || sendProblem ? (
        <ul className="mb-2 flex max-h-[30vh] min-h-9 flex-col gap-1.5 overflow-y-auto">
          {problems.map((problem) => (
            <Notice
              key={problem.key}
              text={problemText(t, problem)}
              onDismiss={() => dismissProblem(draftKey, problem.key)}
            />
          ))}
          {sendProblem ? (
            <Notice
              text={sendProblemText(t, sendProblem)}
              onDismiss={() => annotateDraft(draftKey, { sendProblem: null })}
            />
          ) : null}
        </ul>
      ) : null}
    </div>
  )
}
