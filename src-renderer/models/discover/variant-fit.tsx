import type { FailureCode } from '../../../src-main/contract/errors.ts'
import { useTranslation } from 'react-i18next'
import type { ModelChoice } from '../../../src-main/contract/discovery.ts'
import { failureText } from '../../i18n/failure-text.ts'
import type { FitAnswer } from './fit-queue.ts'
import { FitBadge } from './fit-badge.tsx'
import { retryFit } from './use-fit.ts'

/** What is wrong with the files themselves is said in full: trying again would not change it. */
const aboutFiles: ReadonlySet<string> = new Set<FailureCode>([
  'PROJECTOR_MISMATCH',
  'FILE_NOT_GGUF',
  'GGUF_INVALID',
  'GGUF_TRUNCATED',
  'GGUF_UNSUPPORTED',
  'GGUF_ENCODER_INSIDE',
])

interface VariantFitProps {
  answer: FitAnswer | null
  choice: ModelChoice
  /** What is judged, for the button that tries again. */
  name: string
}

/** The verdict on a version, or that it is still being found out. */
export function VariantFit({ answer, choice, name }: VariantFitProps) {
  const { t } = useTranslation('discover')
  const { t: app } = useTranslation()
  if (answer?.kind === 'known') return <FitBadge fit={answer.fit} />
  if (answer?.kind !== 'failed')
    return <p className="text-small text-ink-faint">{t('fit.checking')}</p>
  if (aboutFiles.has(answer.failure.code))
    return (
      <p className="text-small wrap-anywhere text-danger @max-2xl:min-w-52">
        {failureText(app, answer.failure)}
      </p>
    )
  return (
    <p className="text-small text-ink-muted" title={failureText(app, answer.failure)}>
      {t('fit.failed')}{' '}
      <button
        type="button"
        aria-label={`${t('fit.again')}: ${name}`}
        className="rounded-small text-accent-ink underline decoration-line-strong underline-offset-2 hover:decoration-current"
        onClick={() => retryFit(choice)}
      >
        {t('fit.again')}
      </button>
    </p>
  )
}
