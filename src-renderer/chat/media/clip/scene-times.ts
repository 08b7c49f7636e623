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

/**
 * Picks the frames that differ most from the one before: the first always, then the largest change
 * that keeps the distance to all picked. The distance is halved, in the end to none, where too few
 * are found. Answers `count` times, or all there are, ascending.
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
  const byChange = changes.toSorted((one, other) =>
    one.change === other.change ? one.time - other.time : other.change - one.change,
  )
  const picked: number[] = []
  for (let distance = distanceSeconds; ; distance = distance > 0.05 ? distance / 2 : 0) {
    for (const { time } of byChange) {
      if (picked.length >= count) break
      const apart = picked.every((one) => one !== time && Math.abs(one - time) >= distance)
      if (apart) picked.push(time)
    }
    if (picked.length >= count || distance === 0) return picked.toSorted((a, b) => a - b)
  }
}
