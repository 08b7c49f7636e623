import { expect, test } from 'vitest'
import { i18n } from '../../i18n/i18n.ts'
import { daysLeft } from './days-left.ts'

const DAY = 24 * 60 * 60 * 1000

test.each([
  [30 * DAY + 1, '30 days left', '还剩 30\u00a0天'],
  [DAY + 1, '2 days left', '还剩 2\u00a0天'],
  [DAY, 'Less than a day left', '不到 1 天'],
  [-DAY, 'Less than a day left', '不到 1 天'],
])('%i milliseconds', (left, english, chinese) => {
  expect(daysLeft(left, 0, i18n.getFixedT('en'))).toBe(english)
  expect(daysLeft(left, 0, i18n.getFixedT('zh-CN'))).toBe(chinese)
})
