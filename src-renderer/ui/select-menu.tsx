import { Select } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'

interface SelectMenuProps<Value extends string> {
  /** Accessible name of the control. */
  label: string
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
}

/** A button that shows the chosen option and opens the list of all. */
export function SelectMenu<Value extends string>(props: SelectMenuProps<Value>) {
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
        className="flex h-8 min-w-40 items-center justify-between gap-2 rounded-control border border-line-strong bg-raised px-2.5 text-ui hover:bg-hover"
      >
        <Select.Value />
        <Select.Icon className="text-ink-muted">
          <ChevronsUpDown size={16} strokeWidth={1.75} aria-hidden />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Select.Popup className="min-w-(--anchor-width) rounded-card bg-raised p-1 text-ui text-ink shadow-overlay outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Select.List className="outline-hidden">
              {options.map((option) => (
                <Select.Item
                  key={option.value}
                  value={option.value}
                  className="flex h-8 items-center justify-between gap-4 rounded-small px-2 outline-hidden select-none data-highlighted:bg-hover forced-colors:data-highlighted:outline-2"
                >
                  <Select.ItemText>{option.label}</Select.ItemText>
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
