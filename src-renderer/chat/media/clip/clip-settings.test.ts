import { describe, expect, it } from 'vitest'
import {
  countedBy,
  evenTimes,
  frameAmount,
  sameSettings,
  tokensPerFrame,
  usualSettings,
} from './clip-settings.ts'

const settings = usualSettings(10, Infinity)
const bounds = { tokensPerFrame: null, frameCount: Infinity, durationSeconds: 10 }
const paying = { ...bounds, tokensPerFrame: 256 }

it('takes as many frames as whoever answers wants, if there are so many', () => {
  expect(usualSettings(10, Infinity, 32)).toMatchObject({
    amount: { by: 'count', value: 32 },
    budgetTokens: 8192,
  })
  expect(usualSettings(10, 5, 32).amount.value).toBe(5)
  expect(frameAmount(usualSettings(10, Infinity, 32), paying)).toEqual({ count: 32, limit: null })
})

describe('frameAmount', () => {
  it('takes a number, or a number a second of the stretch', () => {
    expect(frameAmount(settings, bounds)).toEqual({ count: 8, limit: null })
    const rate = { ...settings, startSeconds: 4, amount: { by: 'rate' as const, value: 2 } }
    expect(frameAmount(rate, bounds)).toEqual({ count: 12, limit: null })
  })

  it('obeys the budget where the cost is known, but takes one at least', () => {
    expect(frameAmount({ ...settings, budgetTokens: 1100 }, paying)).toEqual({
      count: 4,
      limit: 'budget',
    })
    expect(frameAmount({ ...settings, budgetTokens: 10 }, paying).count).toBe(1)
    expect(frameAmount({ ...settings, budgetTokens: 10 }, bounds).count).toBe(8)
  })

  it('never exceeds what a message holds', () => {
    const rate = { ...settings, endSeconds: 10_800, amount: { by: 'rate' as const, value: 1 } }
    expect(frameAmount(rate, bounds)).toEqual({ count: 256, limit: 'most' })
  })

  it('takes no frame twice where the stretch has only a few', () => {
    const half = { ...settings, endSeconds: 5 }
    expect(frameAmount(half, { ...bounds, frameCount: 6 })).toEqual({ count: 3, limit: 'clip' })
    expect(frameAmount({ ...half, endSeconds: 0.1 }, { ...bounds, frameCount: 6 }).count).toBe(1)
  })
})

describe('evenTimes', () => {
  it('takes the middles of equal stretches', () => {
    expect(evenTimes(2, 6, 4)).toEqual([2.5, 3.5, 4.5, 5.5])
  })
})

describe('countedBy', () => {
  it('keeps the number of frames', () => {
    const rate = countedBy(settings, 'rate', 8)
    expect(rate.amount).toEqual({ by: 'rate', value: 0.8 })
    expect(frameAmount(rate, bounds).count).toBe(8)
    expect(countedBy(rate, 'count', 8).amount).toEqual({ by: 'count', value: 8 })
  })
})

describe('sameSettings', () => {
  it('compares all that decides which frames are picked', () => {
    expect(sameSettings(settings, { ...settings, amount: { ...settings.amount } })).toBe(true)
    expect(sameSettings(settings, { ...settings, sampling: 'scenes' })).toBe(false)
    expect(sameSettings(settings, countedBy(settings, 'rate', 8))).toBe(false)
  })
})

describe('tokensPerFrame', () => {
  it('is small for the demo model only', () => {
    expect(tokensPerFrame({ demo: true })).toBe(16)
    expect(tokensPerFrame({ demo: false })).toBe(256)
    expect(tokensPerFrame(undefined)).toBe(256)
  })
})
