import { describe, expect, it } from 'vitest'
import { pictureDifference, sceneTimes } from './scene-times.ts'

const grey = (value: number) => new Uint8Array(4).fill(value)
const candidates = (values: number[]) => ({
  times: values.map((_, place) => place),
  pictures: values.map(grey),
})

describe('pictureDifference', () => {
  it('is the mean over the pixels', () => {
    expect(pictureDifference(grey(10), grey(30))).toBe(20)
    expect(pictureDifference(Uint8Array.of(0, 255), Uint8Array.of(0, 0))).toBe(127.5)
    expect(pictureDifference(new Uint8Array(0), new Uint8Array(0))).toBe(0)
  })
})

describe('sceneTimes', () => {
  it('takes the first and where the picture changes most, in order of time', () => {
    expect(sceneTimes(candidates([0, 0, 0, 200, 200, 200, 90, 90]), 3, 1)).toEqual([0, 3, 6])
  })

  it('keeps a distance, so that one flicker does not take all frames', () => {
    expect(sceneTimes(candidates([0, 0, 0, 255, 0, 255, 0, 0, 30, 30]), 3, 3)).toEqual([0, 3, 6])
  })

  it('gives the distance up where too few are found', () => {
    expect(sceneTimes(candidates([0, 50, 0]), 3, 10)).toEqual([0, 1, 2])
    expect(sceneTimes(candidates([0, 50, 0]), 9, 10)).toEqual([0, 1, 2])
  })

  it('spreads what is left over where nothing happens', () => {
    const oneCut = candidates([0, 1, 0, 1, 0, 200, 201, 200, 201, 200])
    expect(sceneTimes(oneCut, 4, 1)).toEqual([0, 2, 5, 9])
    expect(sceneTimes(candidates([7, 7, 7, 7, 7]), 3, 1)).toEqual([0, 2, 4])
  })
})
