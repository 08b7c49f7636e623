/** A picture of few pixels: red, green and blue of each, for a colour may change alone. */
export type SmallPicture = Uint8Array

/** Mean difference of two pictures of the same size, 0 to 255. */
export function pictureDifference(one: SmallPicture, other: SmallPicture): number {
  const sum = one.reduce((total, value, place) => total + Math.abs(value - (other[place] ?? 0)), 0)
  return one.length === 0 ? 0 : sum / one.length
}

/** Frames that may be picked: times in seconds, ascending, with the picture at each. */
export interface Candidates {
  times: readonly number[]
  pictures: readonly SmallPicture[]
}

/** Mean difference from which on a picture is another one, not the same with noise. */
const NOTICEABLE = 4

/** The time farthest from all that were picked; the earliest of several. */
function farthestTime(times: readonly number[], picked: readonly number[]): number {
  const gap = (time: number) => Math.min(...picked.map((one) => Math.abs(one - time)))
  return times.reduce((best, time) => (gap(time) > gap(best) ? time : best))
}

/**
 * Picks the frames that differ most from the one before: the first always, then the largest change
 * that keeps the distance to all picked. The distance is halved, in the end to none, where too few
 * are found; what is left then goes into the largest gaps, for nothing happens there. Answers
 * `count` times, or all there are, ascending.
 *
 * @param distanceSeconds between picked frames, so that one cut does not take them all
 */
export function sceneTimes(
  { times, pictures }: Candidates,
  count: number,
  distanceSeconds: number,
): number[] {
  const changes = times.map((time, place) => {
    const [picture, before] = [pictures[place], pictures[place - 1]]
    return { time, change: picture && before ? pictureDifference(picture, before) : Infinity }
  })
  const byChange = changes
    .filter(({ change }) => change >= NOTICEABLE)
    .toSorted((one, other) =>
      one.change === other.change ? one.time - other.time : other.change - one.change,
    )
  const wanted = Math.min(count, times.length)
  const picked: number[] = []
  for (let distance = distanceSeconds; ; distance = distance > 0.05 ? distance / 2 : 0) {
    for (const { time } of byChange) {
      if (picked.length >= wanted) break
      const apart = picked.every((one) => one !== time && Math.abs(one - time) >= distance)
      if (apart) picked.push(time)
    }
    if (picked.length >= wanted || distance === 0) break
  }
  while (picked.length < wanted) picked.push(farthestTime(times, picked))
  return picked.toSorted((one, other) => one - other)
}
