import { classNames } from './class-names.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

const tones = {
  idle: 'border border-ink-faint',
  busy: 'bg-focus',
  ready: 'bg-success',
  failed: 'bg-danger',
} as const

export type StatusTone = keyof typeof tones

/** A still dot for a state; `label` says it in words for those who do not see the colour. */
export function StatusDot({ tone, label }: { tone: StatusTone; label?: string }) {
  return (
    <span className="inline-flex shrink-0 items-center">
      <span data-meter aria-hidden className={classNames('size-2 rounded-full', tones[tone])} />
      {label ? <VisuallyHidden>{label}</VisuallyHidden> : null}
    </span>
  )
}
