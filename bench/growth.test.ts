import { expect, test } from 'vitest'
import { growthPerHour, mediansOf } from './growth.ts'

const every = (minutes: number, bytes: (minute: number) => number) =>
  Array.from({ length: minutes }, (_, minute) => ({ minute, bytes: bytes(minute) }))

test('tells steady growth from memory that only goes up and down', () => {
  expect(growthPerHour(every(90, (minute) => 1000 + minute))).toBeCloseTo(0.06)
  expect(growthPerHour(every(90, (minute) => 1000 + (minute % 2) * 100))).toBeCloseTo(0, 2)
  expect(growthPerHour(every(90, (minute) => 1000 - minute))).toBeLessThan(0)
})

test('says nothing of too few samples', () => {
  expect(growthPerHour([])).toBeNaN()
})

test('peaks do not decide what a stretch of time counts for', () => {
  const samples = every(20, (minute) => (minute % 5 === 4 ? 9000 : 1000))
  expect(mediansOf(samples, 5)).toEqual(
    [2.5, 7.5, 12.5, 17.5].map((minute) => ({ minute, bytes: 1000 })),
  )
})
