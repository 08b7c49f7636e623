import { expect, test } from 'vitest'
import { minutesUntil, formatAgo, formatParameters, formatRate } from './model-facts.ts'

test.each([
  [270_000_000, '270M'],
  [999_900_000, '1B'],
  [3_880_000_000, '3.9B'],
  [27_400_000_000, '27B'],
])('%i weights are written as models are named', (count, words) => {
  expect(formatParameters(count)).toBe(words)
})

test('speeds lose the digits that say nothing', () => {
  expect(formatRate(14.23, 'en')).toBe('14.2')
  expect(formatRate(812.4, 'en')).toBe('812')
})

test('days are counted as calendars do, not in stretches of 24 hours', () => {
  const now = new Date(2026, 3, 2, 0, 30).getTime()
  const at = (...moment: [number, number, number, number]) => new Date(...moment).getTime()
  expect(formatAgo(at(2026, 3, 2, 0), now, 'en')).toBe('today')
  expect(formatAgo(at(2026, 3, 1, 23), now, 'en')).toBe('yesterday')
  expect(formatAgo(at(2026, 2, 28, 12), now, 'en')).toBe('5 days ago')
  expect(formatAgo(at(2026, 1, 1, 12), now, 'en')).toBe('Feb 1, 2026')
  expect(formatAgo(at(2026, 3, 1, 23), now, 'zh-CN')).toBe('昨天')
})

test('what goes for good within seconds is still said to take a minute', () => {
  expect(minutesUntil(3_000, 0)).toBe(1)
  expect(minutesUntil(60_000 * 6.2, 0)).toBe(7)
})
