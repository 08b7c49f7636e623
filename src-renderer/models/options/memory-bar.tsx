import type { Fit } from '../../../src-main/contract/fit.ts'
import { memoryParts, partLooks } from './memory-parts.ts'

interface MemoryBarProps {
  fit: Fit
  /** The whole in words, for those who do not see it. */
  label: string
}

/** The parts side by side; a mark shows where the free memory ends if they need more than that. */
export function MemoryBar({ fit, label }: MemoryBarProps) {
  const { parts, totalBytes, availableBytes } = fit
  const scale = Math.max(totalBytes, availableBytes, 1)
  const share = (bytes: number) => `${(bytes / scale) * 100}%`
  return (
    <div role="img" aria-label={label} className="relative my-2">
      <div data-meter className="flex h-2.5 gap-px overflow-hidden rounded-full bg-pressed">
        {memoryParts.map((part) => (
          <span
            key={part}
            style={{ width: share(parts[part]) }}
            className={`transition-[width] duration-150 ${partLooks[part]}`}
          />
        ))}
      </div>
      {totalBytes > availableBytes ? (
        <span
          data-meter
          style={{ insetInlineStart: share(availableBytes) }}
          className="absolute -inset-y-1 w-0.5 rounded-full bg-danger"
        />
      ) : null}
    </div>
  )
}
