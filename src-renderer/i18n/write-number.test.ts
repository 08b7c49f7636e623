import { expect, test, vi } from 'vitest'
import { i18n } from './i18n.ts'

const t = i18n.getFixedT('en', 'chat')

test('numbers in sentences are written as the language does', () => {
  expect(t('find.position', { number: 1234, count: 56_789 })).toBe('1,234 of 56,789')
})

test('however many values a sentence has shown, no more is kept for them', () => {
  const made = vi.spyOn(Intl, 'NumberFormat')
  for (let number = 1; number <= 50; number += 1) t('find.position', { number, count: 60 - number })
  expect(made.mock.calls.length).toBeLessThanOrEqual(1)
  made.mockRestore()
})
