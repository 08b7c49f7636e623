import { ChevronDown } from 'lucide-react'
import { classNames } from './class-names.ts'
import { type ChoiceProps, SelectFrame, SelectSign, SelectValue } from './select-frame.tsx'

/**
 * A small choice that narrows a list down; it stands out once it does. The first option narrows
 * nothing down: then the name of the choice is shown.
 */
export function FilterChip<Value extends string>(choice: ChoiceProps<Value>) {
  const { label, value, options } = choice
  const narrows = value !== options[0]?.value
  return (
    <SelectFrame
      {...choice}
      look={classNames(
        'inline-flex h-6 max-w-full items-center gap-0.5 rounded-full border ps-2 pe-1 text-small',
        'transition-colors duration-100',
        narrows
          ? 'border-transparent bg-accent-soft text-accent-ink'
          : 'border-line-strong text-ink-muted hover:bg-hover hover:text-ink',
      )}
      width="max-w-72 min-w-36"
    >
      <span className="truncate">{narrows ? <SelectValue /> : label}</span>
      <SelectSign>
        <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
      </SelectSign>
    </SelectFrame>
  )
}
