import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'

interface SegmentedChoiceProps<Value extends string> {
  /** Accessible name of the group. */
  label: string
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
}

/** A choice between a few short words that all stay in view; the arrow keys move it. */
export function SegmentedChoice<Value extends string>(props: SegmentedChoiceProps<Value>) {
  const { label, value, options, onChange } = props
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={onChange}
      className="inline-flex min-h-8 max-w-full flex-wrap rounded-control border border-line-strong bg-sunken p-0.5"
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          className="inline-flex min-h-6.5 items-center rounded-small px-2.5 text-ui text-ink-muted select-none hover:text-ink data-checked:bg-raised data-checked:text-ink data-checked:ring-1 data-checked:ring-line-strong forced-colors:data-checked:outline-2"
        >
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
