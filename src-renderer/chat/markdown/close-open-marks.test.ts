import { expect, test } from 'vitest'
import { closeOpenMarks } from './close-open-marks.ts'

test('marks that are open are closed, so that what follows them will not jump', () => {
  expect(closeOpenMarks('The **gar')).toBe('The **gar**')
  expect(closeOpenMarks('beside [a pa')).toBe('beside a pa')
  expect(closeOpenMarks('beside [a page](https://exam')).toBe('beside a page')
})

test('what may still mean something else stays', () => {
  for (const text of ['2 * 3', 'a <di', '$5 and', '- > 25', '20~25', '```ts\nconst a = **b'])
    expect(closeOpenMarks(text)).toBe(text)
})

test('what is nothing yet waits for the next letter', () => {
  expect(closeOpenMarks('The **')).toBe('The')
  expect(closeOpenMarks('With $a^2 + ')).toBe('With')
  expect(closeOpenMarks(`With $a${' + b'.repeat(20)}`)).toBe(`With $a${' + b'.repeat(20)}`)
  expect(closeOpenMarks('Use `echo $HOM')).toBe('Use')
  const long = `Use \`echo ${'a'.repeat(60)}`
  expect(closeOpenMarks(long)).toBe(`${long}\``)
  expect(closeOpenMarks('```ts\nconst a = `b')).toBe('```ts\nconst a = `b')
  expect(closeOpenMarks('See ![a pic')).toBe('See')
})

test('a table is there from its whole head on', () => {
  expect(closeOpenMarks('| a | b')).toBe('')
  expect(closeOpenMarks('| a | b |\n|--')).toBe('| a | b |\n|---|---|')
  expect(closeOpenMarks('| a | b |\n|--|:-:|\n| 1')).toBe('| a | b |\n|--|:-:|\n| 1')
  expect(closeOpenMarks('| a | b |\nand so on')).toBe('| a | b |\nand so on')
})
