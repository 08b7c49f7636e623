import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../i18n/failure-text.ts'
import type { WindowFailure } from '../../rpc/failure.ts'
import { openSettings } from '../../state/view-store.ts'
import { Button } from '../../ui/button.tsx'

/** Failures that the network settings can mend. */
const ofTheNetwork = [
  'OFFLINE',
  'HOST_UNREACHABLE',
  'ADDRESS_INVALID',
  'REDIRECT_REFUSED',
  'HUB_ACCESS',
]

interface FailureNoteProps {
  failure: WindowFailure
  onRetry?: () => void
}

/** What went wrong, in words, with what can be done about it. */
export function FailureNote({ failure, onRetry }: FailureNoteProps) {
  const { t } = useTranslation('discover')
  const { t: app } = useTranslation()
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-2 text-ui">
      <p className="flex min-w-0 flex-1 basis-72 items-start gap-1.5 text-ink-muted">
        <CircleAlert
          size={14}
          strokeWidth={1.75}
          aria-hidden
          className="mt-0.75 shrink-0 text-danger"
        />
        <span className="min-w-0 max-w-reading wrap-anywhere">{failureText(app, failure)}</span>
      </p>
      <div className="flex gap-2">
        {ofTheNetwork.includes(failure.code) ? (
          <Button onClick={() => openSettings('network')}>{t('problem.settings')}</Button>
        ) : null}
        {onRetry ? <Button onClick={onRetry}>{t('problem.again')}</Button> : null}
      </div>
    </div>
  )
}
