import { expect, test } from 'vitest'
import type { ContextChoice } from '../../contract/messages.ts'
import { keepChosen } from './keep-chosen.ts'

const message = (id: string, context: ContextChoice | null = null) => ({ id, context })
const idsOf = (branch: readonly { id: string }[]) => branch.map(({ id }) => id).join('')

test('a choice holds for its message and those after it, until there is another', () => {
  const first = message('c', { afterMessageId: 'a', summary: 'short' })
  const branch = [message('a'), message('b'), first, message('d')]
  expect(keepChosen(branch)).toEqual({ kept: branch.slice(1), summary: 'short' })
  const second = message('e', { afterMessageId: 'c', summary: null })
  const longer = keepChosen([...branch, second])
  expect([idsOf(longer.kept), longer.summary]).toEqual(['de', null])
  const all = keepChosen([...branch, message('f', { afterMessageId: null, summary: null })])
  expect(idsOf(all.kept)).toBe('abcdf')
})

test('a choice about messages of another branch leaves nothing out', () => {
  const branch = [message('a'), message('b', { afterMessageId: 'elsewhere', summary: 'x' })]
  expect(keepChosen(branch)).toEqual({ kept: branch, summary: null })
})
