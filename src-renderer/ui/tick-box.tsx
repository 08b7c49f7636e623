import { Checkbox } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

interface TickBoxProps {
  checked: boolean
  onChange: (checked: boolean) => void
  /** The words beside the box, which are its name. */
  children: ReactNode
}

/** One of several things that can be chosen together. */
export function TickBox({ checked, onChange, children }: TickBoxProps) {
  return (
    <label className="flex min-w-0 items-start gap-2">
      <Checkbox.Root
        checked={checked}
        onCheckedChange={onChange}
        className="mt-0.5 inline-flex size-4 shrink-0 items-center justify-center rounded-small border border-ink-faint bg-canvas data-checked:border-focus data-checked:bg-focus data-checked:text-canvas"
      >
        <Checkbox.Indicator>
          <Check size={12} strokeWidth={3} aria-hidden />
        </Checkbox.Indicator>
      </Checkbox.Root>
      <span className="min-w-0">{children}</span>
    </label>
  )
}
