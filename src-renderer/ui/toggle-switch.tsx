import { Switch } from '@base-ui/react/switch'

interface ToggleSwitchProps {
  /** Accessible name. */
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
}

/** On or off, at once. */
export function ToggleSwitch({ label, checked, onChange, disabled = false }: ToggleSwitchProps) {
  return (
    <Switch.Root
      aria-label={label}
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
      className="inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-ink-faint bg-transparent px-0.5 transition-colors duration-100 data-checked:border-focus data-checked:bg-focus data-disabled:opacity-50 forced-colors:data-checked:bg-[Highlight]"
    >
      <Switch.Thumb className="size-3.5 rounded-full bg-ink-muted transition-transform duration-100 data-checked:translate-x-4 rtl:data-checked:-translate-x-4 data-checked:bg-canvas forced-colors:bg-[ButtonText] forced-colors:data-checked:bg-[HighlightText]" />
    </Switch.Root>
  )
}
