import { expect, test } from 'vitest'
import type { ContextUse } from '../../../src-main/contract/context.ts'
import { tokensOverAlone } from './tokens-over-alone.ts'

const use: ContextUse = {
  contextSize: 1000,
  exact: true,
  items: [
    { kind: 'earlier', tokens: 900, count: 4 },
    { kind: 'texts', tokens: 1200, count: 2 },
    { kind: 'text', tokens: 100, count: 1 },
  ],
  partTokens: [100, 800],
  totalTokens: 2200,
  replyTokens: 200,
  standing: 'over',
  sure: true,
  remedies: [],
}
const longer: ContextUse = {
  ...use,
  items: [...use.items, { kind: 'instructions', tokens: 150, count: 1 }],
}

test('leaving out earlier messages may help a message that fits by itself', () => {
  expect(tokensOverAlone(use)).toBe(0)
})

test('an estimate does not say what part of a conversation is too much', () => {
  expect(tokensOverAlone({ ...longer, exact: false })).toBe(0)
  const items = longer.items.filter(({ kind }) => kind !== 'earlier')
  expect(tokensOverAlone({ ...longer, exact: false, items })).toBe(51)
})

test('a message that is too long by itself needs other words or more context', () => {
  expect(tokensOverAlone(longer)).toBe(51)
  const larger = {
    kind: 'larger-context',
    contextSize: 4096,
    extraBytes: 1,
    runsWell: true,
  } as const
  expect(tokensOverAlone({ ...longer, remedies: [larger] })).toBe(0)
})
