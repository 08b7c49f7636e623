import { expect, test } from 'vitest'
import { bindCounts, bindUnit } from './bind-units.ts'
import { i18n } from './i18n.ts'

test('no line ends between a number and what it counts', () => {
  const words = {
    a: '{{name}} 有 {{count, number}} 个 token，{{rate}} token/秒',
    b: { c: '{{count}} 帧' },
  }
  expect(bindCounts(words)).toEqual({
    a: '{{name}} 有 {{count, number}}\u00a0个\u00a0token，{{rate}}\u00a0token/秒',
    b: { c: '{{count}}\u00a0帧' },
  })
  expect(i18n.getFixedT('zh-CN', 'chat')('details.tokens', { count: 8192 })).toBe(
    '8,192\u00a0个\u00a0token',
  )
})

test('nor, in Chinese, between a size and its unit', () => {
  expect(bindUnit('4.2 MB', 'zh-CN')).toBe('4.2\u00a0MB')
  expect(bindUnit('4.2 MB', 'en')).toBe('4.2 MB')
})
