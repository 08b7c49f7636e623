import { Popover } from '@base-ui/react/popover'
import { useTranslation } from 'react-i18next'
import type { ContextUse } from '../../../src-main/contract/context.ts'
import { formatCount } from '../../i18n/format.ts'
import { classNames } from '../../ui/class-names.ts'
import { ContextBreakdown } from './context-breakdown.tsx'
import type { RemedyTarget } from './apply-remedy.ts'

const RADIUS = 6
const ROUND = 2 * Math.PI * RADIUS

const looks: Record<ContextUse['standing'], string> = {
  fits: 'text-ink-muted',
  tight: 'text-accent-ink',
  over: 'text-danger',
}

/** How much of the model's context the next message fills; opens to what fills it. */
export function ContextMeter({ use, target }: { use: ContextUse; target: RemedyTarget }) {
  const { t, i18n } = useTranslation('chat')
  const { contextSize, exact, standing, totalTokens } = use
  const usedArc = Math.min(1, totalTokens / contextSize) * ROUND
  const figures = t(exact ? 'context.figures' : 'context.figuresAbout', {
    used: formatCount(totalTokens, i18n.language),
    size: formatCount(contextSize, i18n.language),
  })
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={t('context.open', { figures })}
        className={classNames(
          'inline-flex h-8 min-w-30 items-center gap-1.5 rounded-control px-1.5 text-small tabular-nums',
          'hover:bg-hover data-popup-open:bg-hover',
          looks[standing],
        )}
      >
        <svg viewBox="0 0 16 16" width={16} height={16} aria-hidden className="-rotate-90">
          {/* In forced colours the used part is thick and in another colour, the rest thin. */}
          <circle
            cx={8}
            cy={8}
            r={RADIUS}
            fill="none"
            strokeDasharray={`0 ${usedArc} ${ROUND} 0`}
            className="stroke-pressed stroke-3 forced-colors:stroke-[CanvasText] forced-colors:stroke-1"
          />
          <circle
            cx={8}
            cy={8}
            r={RADIUS}
            fill="none"
            strokeDasharray={`${usedArc} ${ROUND}`}
            className="stroke-current stroke-3 forced-colors:stroke-[Highlight] forced-colors:stroke-4"
          />
        </svg>
        {figures}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="top" align="end" sideOffset={4} className="z-40">
          <Popover.Popup className="max-h-(--available-height) w-96 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-card bg-raised p-3 text-ui text-ink shadow-overlay outline-hidden">
            <Popover.Title className="mb-1 font-medium">{t('context.title')}</Popover.Title>
            <ContextBreakdown use={use} target={target} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
