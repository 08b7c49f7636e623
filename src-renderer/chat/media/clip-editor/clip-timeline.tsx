import { DirectionProvider } from '@base-ui/react/direction-provider'
import { Slider } from '@base-ui/react/slider'
import { useTranslation } from 'react-i18next'
import { clipTime } from '../clip/clip-time.ts'
import { SHORTEST_SECONDS } from '../clip/clip-settings.ts'
import { TimeField } from './time-field.tsx'

/** What the arrow keys move a handle by, in seconds; with Shift ten times as far. */
const STEP_SECONDS = 0.1

export interface Stretch {
  startSeconds: number
  endSeconds: number
}

interface ClipTimelineProps extends Stretch {
  durationSeconds: number
  /** Times of the frames there are. */
  frames: readonly number[]
  onChange: (stretch: Stretch) => void
}

/** The length of a clip with a handle for each end of the stretch that frames are picked from. */
export function ClipTimeline(props: ClipTimelineProps) {
  const { startSeconds, endSeconds, durationSeconds, frames, onChange } = props
  const { t } = useTranslation('chat')
  const names = [t('clipEditor.start'), t('clipEditor.end')]
  const moveStart = (seconds: number) =>
    onChange({ startSeconds: Math.min(seconds, endSeconds - SHORTEST_SECONDS), endSeconds })
  const moveEnd = (seconds: number) => {
    const end = Math.max(seconds, startSeconds + SHORTEST_SECONDS)
    onChange({ startSeconds, endSeconds: Math.min(end, durationSeconds) })
  }
  return (
    <div className="flex flex-col gap-2">
      {/* Time goes to the right, as in every player, also where lines begin there. */}
      <DirectionProvider direction="ltr">
        <Slider.Root
          dir="ltr"
          value={[startSeconds, endSeconds]}
          min={0}
          max={durationSeconds}
          step={STEP_SECONDS}
          largeStep={STEP_SECONDS * 10}
          minStepsBetweenValues={SHORTEST_SECONDS / STEP_SECONDS}
          thumbCollisionBehavior="none"
          onValueChange={([start = 0, end = durationSeconds]) =>
            onChange({ startSeconds: start, endSeconds: end })
          }
        >
          <Slider.Control className="flex h-12 touch-none items-center px-2">
            <Slider.Track className="h-9 w-full rounded-small border border-line-strong bg-sunken">
              <Slider.Indicator data-meter className="border-y-2 border-focus bg-accent-soft" />
              {frames.map((seconds) => (
                <span
                  key={seconds}
                  data-meter
                  aria-hidden
                  className="pointer-events-none absolute inset-y-2 w-px bg-ink-muted"
                  style={{ insetInlineStart: `${(100 * seconds) / durationSeconds}%` }}
                />
              ))}
              {names.map((name, index) => (
                <Slider.Thumb
                  key={index}
                  index={index}
                  getAriaLabel={() => name}
                  getAriaValueText={(_, seconds) => clipTime(seconds)}
                  className="h-11 w-3 rounded-small border-2 border-focus bg-raised has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
                />
              ))}
            </Slider.Track>
          </Slider.Control>
        </Slider.Root>
      </DirectionProvider>
      {/* Each field below its handle, its words in their own direction. */}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-ui rtl:flex-row-reverse">
        <TimeField
          label={t('clipEditor.start')}
          seconds={startSeconds}
          onChange={(seconds) => moveStart(Math.max(0, seconds))}
        />
        <span className="text-ink-muted tabular-nums max-sm:order-last max-sm:basis-full">
          {t('clipEditor.stretch', {
            stretch: clipTime(endSeconds - startSeconds),
            duration: clipTime(durationSeconds),
          })}
        </span>
        <TimeField label={t('clipEditor.end')} seconds={endSeconds} onChange={moveEnd} />
      </div>
    </div>
  )
}
