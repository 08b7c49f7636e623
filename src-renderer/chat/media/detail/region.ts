import type { Region } from '../../../../src-main/contract/messages.ts'

/** A place on a picture, in shares of its sides. */
export interface Place {
  x: number
  y: number
}

/** How far one key press moves or grows a region. */
const STEP = 0.02
const LEAST_SHARE = 0.02

/** Where a region begins that is moved by keys. */
export const middleRegion: Region = { x: 0.35, y: 0.35, width: 0.3, height: 0.3 }

const within = (value: number, least: number, most: number) =>
  Math.min(Math.max(value, least), most)

/** The rectangle between two places; what lies outside the picture is cut off. */
export function regionBetween(one: Place, other: Place): Region {
  const [left, right] = [one.x, other.x].map((x) => within(x, 0, 1)).toSorted((a, b) => a - b)
  const [top, bottom] = [one.y, other.y].map((y) => within(y, 0, 1)).toSorted((a, b) => a - b)
  const [x = 0, y = 0] = [left, top]
  return { x, y, width: (right ?? x) - x, height: (bottom ?? y) - y }
}

/** Whether a region was drawn on purpose; a click leaves none. */
export const isLargeEnough = ({ width, height }: Region) =>
  width >= LEAST_SHARE && height >= LEAST_SHARE

const directions: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
}

/**
 * A region after an arrow key: moved, or with Shift made larger or smaller at its right and lower
 * edges. Null for other keys.
 */
export function regionAfterKey(region: Region, key: string, shift: boolean): Region | null {
  const step = directions[key]
  if (!step) return null
  const { x, y, width, height } = region
  if (shift)
    return {
      x,
      y,
      width: within(width + step.x, LEAST_SHARE, 1 - x),
      height: within(height + step.y, LEAST_SHARE, 1 - y),
    }
  return {
    x: within(x + step.x, 0, 1 - width),
    y: within(y + step.y, 0, 1 - height),
    width,
    height,
  }
}
