import { Select } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import { classNames } from './class-names.ts'

interface FilterChipProps<Value extends string> {
  /** Accessible name, shown while nothing is narrowed down. */
  label: string
  value: Value
  /** The first one narrows nothing down. */
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
}

/** A small choice that narrows a list down; it stands out once it does. */
export function FilterChip<Value extends string>(props: FilterChipProps<Value>) {
  const { label, value, options, onChange } = props
  const narrows = value !== options[0]?.value
  return (
    <Select.Root
      items={options}
      value={value}
      onValueChange={(chosen) => {
        if (chosen !== null) onChange(chosen)
      }}
    >
      <Select.Trigger
        aria-label={label}
        className={classNames(
          'inline-flex h-6 max-w-full items-center gap-0.5 rounded-full border ps-2 pe-1 text-small',
          'transition-colors duration-100',
          narrows
            ? 'border-transparent bg-accent-soft text-accent-ink'
            : 'border-line-strong text-ink-muted hover:bg-hover hover:text-ink',
        )}
      >
        <span className="truncate">{narrows ? <Select.Value /> : label}</span>
        <Select.Icon>
          <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Select.Popup className="max-h-(--available-height) max-w-72 min-w-36 overflow-y-auto rounded-card bg-raised p-1 text-ui text-ink shadow-overlay outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Select.List className="outline-hidden">
              {options.map((option) => (
                <Select.Item
                  key={option.value}
                  value={option.value}
                  className="flex min-h-8 items-center justify-between gap-4 rounded-small px-2 outline-hidden select-none data-highlighted:bg-hover forced-colors:data-highlighted:outline-2"
                >
                  <Select.ItemText className="wrap-anywhere">{option.label}</Select.ItemText>
                  <Select.ItemIndicator className="text-accent-ink">
                    <Check size={16} strokeWidth={2} aria-hidden />
                  </Select.ItemIndicator>
                </Select.Item>
              ))}
            </Select.List>
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  )
}
