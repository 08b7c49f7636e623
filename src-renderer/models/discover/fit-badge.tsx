import { CircleAlert, CircleCheck, CircleX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Fit } from '../../../src-main/contract/fit.ts'
import { classNames } from '../../ui/class-names.ts'
import { memoryWords } from './fit-words.ts'

const looks = {
  'runs-well': { icon: CircleCheck, tone: 'text-success' },
  tight: { icon: CircleAlert, tone: 'text-accent-ink' },
  'too-big': { icon: CircleX, tone: 'text-danger' },
} as const

/** How a model will stand here: a verdict with a sign of its own, and its memory in words. */
export function FitBadge({ fit, className }: { fit: Fit; className?: string }) {
  const { t } = useTranslation('discover')
  const { icon: Icon, tone } = looks[fit.verdict]
  return (
    <p className={classNames('text-small text-ink-muted tabular-nums', className)}>
      <span className={classNames('flex items-center gap-1 font-medium', tone)}>
        <Icon size={14} strokeWidth={2} aria-hidden className="shrink-0" />
        {t(`fit.${fit.verdict}`)}
      </span>
      {memoryWords(t, fit)}
    </p>
  )
}
