import { NumberField } from '@base-ui/react/number-field'
import { Minus, Plus } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'

interface NumberInputProps {
  label: string
  value: number
  min: number
  max: number
  step: number
  onChange: (value: number) => void
  /** Names of the two buttons. */
  lessLabel: string
  moreLabel: string
  /** Shows the label; without it the label is for screen readers. */
  labelShown?: boolean
  hint?: string
  /** Before the number. */
  aside?: ReactNode
  /** For numbers of many digits, which are written without gaps. */
  wide?: boolean
}

const buttonLook =
  'inline-flex h-full w-7 items-center justify-center text-ink-muted hover:bg-hover hover:text-ink data-disabled:opacity-40'

/** A number with buttons for less and more; an emptied field keeps the number it had. */
export function NumberInput(props: NumberInputProps) {
  const { label, value, min, max, step, onChange, lessLabel, moreLabel } = props
  const { labelShown, hint, aside, wide = false } = props
  const { i18n } = useTranslation()
  const id = useId()
  return (
    <NumberField.Root
      id={id}
      value={value}
      min={min}
      max={max}
      step={step}
      smallStep={step}
      largeStep={step * 10}
      locale={i18n.language}
      {...(wide && { format: { useGrouping: false } })}
      onValueChange={(next) => {
        if (next !== null) onChange(next)
      }}
      className={`flex flex-wrap items-center justify-between gap-y-1 ${aside === undefined ? 'gap-x-3' : 'gap-x-1'}`}
    >
      <span className={labelShown ? (hint ? 'min-w-0 flex-1 basis-36' : 'min-w-0') : 'sr-only'}>
        <label htmlFor={id} className="text-ui">
          {label}
        </label>
        {hint ? (
          <span className="block text-small text-pretty text-ink-muted max-sm:[word-break:normal]">
            {hint}
          </span>
        ) : null}
      </span>
      {aside}
      <NumberField.Group className="flex h-8 shrink-0 items-center overflow-hidden rounded-control border border-line-strong bg-canvas focus-within:border-focus">
        <NumberField.Decrement aria-label={lessLabel} className={buttonLook}>
          <Minus size={14} strokeWidth={1.75} aria-hidden />
        </NumberField.Decrement>
        <NumberField.Input
          className={`h-full bg-transparent text-center text-ui tabular-nums focus-visible:-outline-offset-2 ${wide ? 'w-28' : 'w-14'}`}
        />
        <NumberField.Increment aria-label={moreLabel} className={buttonLook}>
          <Plus size={14} strokeWidth={1.75} aria-hidden />
        </NumberField.Increment>
      </NumberField.Group>
    </NumberField.Root>
  )
}
