import { expect, test } from 'vitest'
import { createRecent } from './recent.ts'

test('an answer is found once while it is among the latest, and failures are not kept', async () => {
  const recent = createRecent<string>(2)
  let found = 0
  const find = (answer: string) => async () => {
    found += 1
    return answer
  }
  expect(await Promise.all([recent.get('a', find('1')), recent.get('a', find('2'))])).toEqual([
    '1',
    '1',
  ])
  await recent.get('b', find('b'))
  await recent.get('a', find('3'))
  await recent.get('c', find('c'))
  expect(found).toBe(3)
  expect(await recent.get('b', find('again'))).toBe('again')
  await expect(recent.get('d', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await recent.get('d', find('yes'))).toBe('yes')
})
