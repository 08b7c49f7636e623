import { Progress } from '@base-ui/react/progress'
import { classNames } from './class-names.ts'

interface ProgressBarProps {
  /** What is going on, for screen readers. */
  label: string
  /** 0 to 1, or null while it cannot be known. */
  fraction: number | null
  className?: string
}

/** A slim bar; without a number a quiet stretch slides along it. */
export function ProgressBar({ label, fraction, className }: ProgressBarProps) {
  const value = fraction === null ? null : Math.round(fraction * 100)
  return (
    <Progress.Root value={value} aria-label={label} className={classNames('w-full', className)}>
      <Progress.Track className="h-1 overflow-hidden rounded-full bg-pressed">
        <Progress.Indicator
          data-meter
          className={classNames(
            'h-full rounded-full bg-focus transition-[width] duration-300',
            fraction === null && 'w-1/3 animate-slide',
          )}
        />
      </Progress.Track>
    </Progress.Root>
  )
}
