import { median } from './compare.ts'

/** What a process held at one moment. */
export interface Sample {
  minute: number
  bytes: number
}

/**
 * Growth an hour as a share of what the straight line through the samples begins with (least
 * squares), so that neither a single peak nor the moment of the last sample decides.
 */
export function growthPerHour(samples: Sample[]): number {
  const count = samples.length
  if (count < 2) return Number.NaN
  const mean = (pick: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + pick(sample), 0) / count
  const minute = mean((sample) => sample.minute)
  const bytes = mean((sample) => sample.bytes)
  const spread = mean((sample) => (sample.minute - minute) ** 2)
  const together = mean((sample) => (sample.minute - minute) * (sample.bytes - bytes))
  const slope = together / spread
  const start = bytes + slope * ((samples[0]?.minute ?? 0) - minute)
  return (slope * 60) / start
}

/** One sample for each stretch of so many minutes: its middle value, whatever its peaks were. */
export function mediansOf(samples: Sample[], minutes: number): Sample[] {
  const blocks = Map.groupBy(samples, ({ minute }) => Math.floor(minute / minutes))
  return [...blocks].map(([block, within]) => ({
    minute: (block + 0.5) * minutes,
    bytes: median(within.map(({ bytes }) => bytes)),
  }))
}
