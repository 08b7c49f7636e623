import { Select } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'

interface QuietSelectProps<Value extends string> {
  /** Accessible name of the control. */
  label: string
  value: Value
  options: readonly { value: Value; label: string; hint?: string }[]
  onChange: (value: Value) => void
}

/** A choice within a line of text, which it does not make taller; options may have a second line. */
export function QuietSelect<Value extends string>(props: QuietSelectProps<Value>) {
  const { label, value, options, onChange } = props
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
        className="-mx-1 inline-flex max-w-full items-center gap-0.5 rounded-small px-1 align-bottom hover:bg-hover hover:text-ink"
      >
        <span className="truncate">
          <Select.Value />
        </span>
        <Select.Icon>
          <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Select.Popup className="max-h-(--available-height) min-w-56 overflow-y-auto rounded-card bg-raised p-1 text-ui text-ink shadow-overlay outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Select.List className="outline-hidden">
              {options.map((option) => (
                <Select.Item
                  key={option.value}
                  value={option.value}
                  className="flex items-center justify-between gap-4 rounded-small px-2 py-1.5 outline-hidden select-none data-highlighted:bg-hover forced-colors:data-highlighted:outline-2"
                >
                  <span>
                    <Select.ItemText>{option.label}</Select.ItemText>
                    {option.hint ? (
                      <span className="block text-small text-ink-muted tabular-nums">
                        {option.hint}
                      </span>
                    ) : null}
                  </span>
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
