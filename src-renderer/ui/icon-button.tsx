import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { Tooltip } from './tooltip.tsx'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children'> {
  /** Accessible name, shown as the tooltip too. */
  label: string
  icon: LucideIcon
  /** Keys shown in the tooltip, e.g. `Ctrl+B`. */
  shortcut?: string
  look?: 'quiet' | 'primary'
  tooltipSide?: 'top' | 'bottom' | 'left' | 'right'
}

/** A square button with one 16 px icon, an accessible name and a tooltip. */
export function IconButton({
  label,
  icon: Icon,
  shortcut,
  look = 'quiet',
  tooltipSide,
  className,
  ...button
}: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut} {...(tooltipSide ? { side: tooltipSide } : {})}>
      <button
        type="button"
        {...button}
        aria-label={label}
        className={classNames(
          'inline-flex size-8 shrink-0 items-center justify-center rounded-control',
          'transition-colors duration-100 disabled:opacity-50 disabled:pointer-events-none',
          look === 'quiet' && 'text-ink-muted hover:bg-hover hover:text-ink active:bg-pressed',
          look === 'primary' && 'bg-accent text-on-accent hover:bg-accent-hover',
          className,
        )}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </button>
    </Tooltip>
  )
}
