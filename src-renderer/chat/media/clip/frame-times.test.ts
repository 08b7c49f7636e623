import { describe, expect, it } from 'vitest'
import { frameTimes } from './frame-times.ts'
import { clipTime } from './clip-time.ts'

describe('frameTimes', () => {
  it('takes the middles of equal stretches', () => {
    expect(frameTimes(4, 60)).toEqual([0.5, 1.5, 2.5, 3.5])
    expect(frameTimes(3, 45)).toEqual([0.375, 1.125, 1.875, 2.625])
  })

  it('takes four of a short clip, one a second up to eight, and eight of a long one', () => {
    expect(frameTimes(0.5, 15)).toHaveLength(4)
    expect(frameTimes(6, 90)).toHaveLength(6)
    expect(frameTimes(3600, 90_000)).toHaveLength(8)
  })

  it('never takes more frames than there are', () => {
    expect(frameTimes(1, 2)).toEqual([0.25, 0.75])
    expect(frameTimes(0.04, 1)).toEqual([0.02])
  })
})

describe('clipTime', () => {
  it('shows minutes, seconds and tenths', () => {
    expect([0.375, 1.5, 59.96, 75, 3600].map(clipTime)).toEqual([
      '0:00.4',
      '0:01.5',
      '1:00.0',
      '1:15.0',
      '60:00.0',
    ])
  })
})
