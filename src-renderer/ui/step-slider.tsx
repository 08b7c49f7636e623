import { Slider } from '@base-ui/react/slider'

interface StepSliderProps {
  label: string
  /** What the slider stands at, in words; shown at its end and read aloud. */
  valueText: string
  /** Which of the steps, from 0. */
  index: number
  steps: number
  onChange: (index: number) => void
}

/** A slider over a short list of sensible values, each with words of its own. */
export function StepSlider({ label, valueText, index, steps, onChange }: StepSliderProps) {
  return (
    <Slider.Root
      value={index}
      min={0}
      max={Math.max(1, steps - 1)}
      step={1}
      onValueChange={(next) => onChange(next)}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <Slider.Label className="text-ui">{label}</Slider.Label>
        <span className="text-ui text-ink-muted tabular-nums">{valueText}</span>
      </div>
      <Slider.Control className="flex h-7 w-full touch-none items-center px-2">
        <Slider.Track className="h-1 w-full rounded-full bg-pressed">
          <Slider.Indicator data-meter className="rounded-full bg-focus" />
          <Slider.Thumb
            getAriaValueText={() => valueText}
            className="size-4 rounded-full border-2 border-focus bg-raised has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          />
        </Slider.Track>
      </Slider.Control>
    </Slider.Root>
  )
}
