import { Menu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'

interface MenuChoicesProps<Value extends string> {
  /** What is chosen, read before the options. */
  label: string
  value: Value
  options: readonly { value: Value; label: string; hint: string }[]
  onChange: (value: Value) => void
  /** An option was pointed at or reached by key. */
  onPreview?: (value: Value) => void
}

/** Options of a menu of which one is chosen, each with a second line. */
export function MenuChoices<Value extends string>(props: MenuChoicesProps<Value>) {
  const { label, value, options, onChange, onPreview } = props
  return (
    <Menu.RadioGroup aria-label={label} value={value} onValueChange={onChange}>
      {options.map((option) => (
        <Menu.RadioItem
          key={option.value}
          value={option.value}
          closeOnClick
          onFocus={() => onPreview?.(option.value)}
          className="flex items-center justify-between gap-4 rounded-small px-2 py-1.5 outline-hidden select-none data-highlighted:bg-hover forced-colors:data-highlighted:outline-2"
        >
          <span>
            {option.label}
            <span className="block text-small text-ink-muted tabular-nums">{option.hint}</span>
          </span>
          <Menu.RadioItemIndicator className="text-accent-ink">
            <Check size={16} strokeWidth={2} aria-hidden />
          </Menu.RadioItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}
