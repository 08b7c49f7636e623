import { CircleCheck, CircleDashed, CircleX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../src-main/contract/errors.ts'
import { failureText } from '../i18n/failure-text.ts'
import { joinFacts } from '../i18n/join-words.ts'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { failedStep, stepsOf, type TestStep } from './test-steps.ts'
import type { TestOutcome } from './use-host-test.ts'

const looks = {
  passed: { icon: CircleCheck, tone: 'text-success' },
  failed: { icon: CircleX, tone: 'text-danger' },
  untried: { icon: CircleDashed, tone: 'text-ink-faint' },
} as const

function Step({ step, state }: { step: TestStep; state: keyof typeof looks }) {
  const { t } = useTranslation('network')
  const { icon: Icon, tone } = looks[state]
  return (
    <li className="flex items-center gap-1">
      <Icon size={14} strokeWidth={1.75} aria-hidden className={tone} />
      {t(`test.steps.${step}`)}
      <VisuallyHidden>{t(`test.states.${state}`)}</VisuallyHidden>
    </li>
  )
}

function Steps({ failure, secure }: { failure: Failure; secure: boolean }) {
  const failed = failedStep(failure)
  if (!failed) return null
  const steps = stepsOf(failed, secure)
  const end = steps.indexOf(failed)
  return (
    <ol className="flex flex-wrap gap-x-3 gap-y-0.5 text-ink-muted">
      {steps.map((step, index) => (
        <Step
          key={step}
          step={step}
          state={index < end ? 'passed' : index === end ? 'failed' : 'untried'}
        />
      ))}
    </ol>
  )
}

interface TestResultProps {
  outcome: TestOutcome
  /** The hub's address is one of https. */
  secure: boolean
}

/** What a test of a hub came to: how long it took and who is signed in, or the step that failed. */
export function TestResult({ outcome, secure }: TestResultProps) {
  const { t } = useTranslation('network')
  const { t: app } = useTranslation()
  if (outcome.kind === 'none' || outcome.kind === 'running') return <div role="status" />
  const result = outcome.kind === 'done' ? outcome.result : null
  const failure = outcome.kind === 'done' ? outcome.result.failure : outcome.failure
  if (result && !failure) {
    const { host, milliseconds, account } = result
    const words = [
      t('test.answers', { host, milliseconds: Math.round(milliseconds) }),
      account && t('test.account', { account }),
    ]
    return (
      <div role="status" className="mt-1.5 flex items-start gap-1.5 text-small">
        <CircleCheck
          size={14}
          strokeWidth={1.75}
          aria-hidden
          className="mt-px shrink-0 text-success"
        />
        <span className="min-w-0 wrap-anywhere">{joinFacts(words)}</span>
      </div>
    )
  }
  return (
    <div role="status" className="mt-1.5 flex flex-col gap-1 text-small">
      {result?.failure ? <Steps failure={result.failure} secure={secure} /> : null}
      {failure ? <p className="wrap-anywhere">{failureText(app, failure)}</p> : null}
    </div>
  )
}
