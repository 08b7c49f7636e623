import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { Kbd } from './kbd.tsx'

interface TooltipProps {
  /** Words of the tooltip; the trigger needs an accessible name of its own. */
  text: string
  shortcut?: string | undefined
  side?: 'top' | 'bottom' | 'left' | 'right'
  /** The element the tooltip belongs to; it must pass on props and ref to a DOM element. */
  children: ReactElement
}

/** Words that appear beside a control after a short rest or on focus. */
export function Tooltip({ text, shortcut, side = 'bottom', children }: TooltipProps) {
  return (
    <BaseTooltip.Root
      onOpenChange={(_, details) => {
        // Escape is meant for what the control lies in.
        if (details.reason === 'escape-key') details.allowPropagation()
      }}
    >
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} className="z-50">
          {/* The control has a name of its own; heard as well, it would be said twice. */}
          <BaseTooltip.Popup
            aria-hidden
            className="flex max-w-72 items-center gap-2 rounded-control bg-raised px-2 py-1 text-small wrap-anywhere text-ink shadow-overlay transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {text}
            {shortcut ? <Kbd keys={shortcut} /> : null}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  )
}

/** Shares one opening delay between neighbours; wraps the whole window. */
export const TooltipProvider = BaseTooltip.Provider
