import { ChevronsUpDown } from 'lucide-react'
import { type ChoiceProps, SelectFrame, SelectSign, SelectValue } from './select-frame.tsx'

/** A button that shows the chosen option and opens the list of all. */
export function SelectMenu<Value extends string>(choice: ChoiceProps<Value>) {
  return (
    <SelectFrame
      {...choice}
      look="flex h-8 min-w-40 items-center justify-between gap-2 rounded-control border border-line-strong bg-raised px-2.5 text-ui hover:bg-hover"
      width="min-w-(--anchor-width)"
    >
      <SelectValue />
      <SelectSign className="text-ink-muted">
        <ChevronsUpDown size={16} strokeWidth={1.75} aria-hidden />
      </SelectSign>
    </SelectFrame>
  )
}
