import { expect, test } from 'vitest'
import { closeOpenMarks } from './close-open-marks.ts'

test('marks that are open are closed, so that what follows them will not jump', () => {
  expect(closeOpenMarks('The **gar')).toBe('The **gar**')
  expect(closeOpenMarks('`ite')).toBe('`ite`')
  expect(closeOpenMarks('beside [a pa')).toBe('beside a pa')
  expect(closeOpenMarks('beside [a page](https://exam')).toBe('beside a page')
})

test('what may still mean something else stays', () => {
  for (const text of ['2 * 3', 'a <di', '$a^2', '- > 25', '20~25', '```ts\nconst a = **b'])
    expect(closeOpenMarks(text)).toBe(text)
})
