/** The sizes people think in, from what holds a short question to the longest models there are. */
const SIZES = [2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 512, 1024].map((k) => k * 1024)

/**
 * Context sizes in tokens to choose from, ascending: sensible ones, the model's own at the end, and
 * `chosen`, so that a size set elsewhere stays as it is.
 */
export function contextSteps(trainedContext: number | null, chosen: number | null): number[] {
  const most = trainedContext ?? SIZES.at(-1)!
  const steps = new Set(SIZES.filter((size) => size < most))
  steps.add(most)
  if (chosen !== null) steps.add(chosen)
  return [...steps].toSorted((one, other) => one - other)
}
