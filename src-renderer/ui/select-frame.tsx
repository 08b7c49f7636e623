import { Select } from '@base-ui/react/select'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** One of several, chosen from a list. */
export interface ChoiceProps<Value extends string> {
  /** Accessible name of the control. */
  label: string
  value: Value
  /** `hint` is a second line. */
  options: readonly { value: Value; label: string; hint?: string }[]
  onChange: (value: Value) => void
}

interface SelectFrameProps<Value extends string> extends ChoiceProps<Value> {
  /** Look of the button. */
  look: string
  /** How wide the list is. */
  width: string
  /** What the button shows; `SelectValue` and `SelectSign` among it. */
  children: ReactNode
}

/** The list that every select opens; its button is the select's own. */
export function SelectFrame<Value extends string>(props: SelectFrameProps<Value>) {
  const { label, value, options, onChange, look, width, children } = props
  return (
    <Select.Root
      items={options}
      value={value}
      onValueChange={(chosen) => {
        if (chosen !== null) onChange(chosen)
      }}
    >
      <Select.Trigger aria-label={label} className={look}>
        {children}
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Select.Popup
            className={classNames(
              'max-h-(--available-height) overflow-y-auto rounded-card bg-raised p-1 text-ui text-ink shadow-overlay outline-hidden',
              'transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0',
              width,
            )}
          >
            <Select.List className="outline-hidden">
              {options.map((option) => (
                <Select.Item
                  key={option.value}
                  value={option.value}
                  className="flex min-h-8 items-center justify-between gap-4 rounded-small px-2 py-1.5 outline-hidden select-none data-highlighted:bg-hover forced-colors:data-highlighted:outline-2"
                >
                  <span>
                    <Select.ItemText className="wrap-anywhere">{option.label}</Select.ItemText>
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

/** The words of what is chosen. */
export const SelectValue = Select.Value
/** The sign that there is a list. */
export const SelectSign = Select.Icon
