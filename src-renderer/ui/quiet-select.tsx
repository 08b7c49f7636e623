import { ChevronDown } from 'lucide-react'
import { type ChoiceProps, SelectFrame, SelectSign, SelectValue } from './select-frame.tsx'

/** A choice within a line of text, which it does not make taller. */
export function QuietSelect<Value extends string>(choice: ChoiceProps<Value>) {
  return (
    <SelectFrame
      {...choice}
      look="-mx-1 inline-flex max-w-full items-center gap-0.5 rounded-small px-1 align-bottom hover:bg-hover hover:text-ink"
      width="min-w-56"
    >
      <span className="truncate">
        <SelectValue />
      </span>
      <SelectSign>
        <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
      </SelectSign>
    </SelectFrame>
  )
}
