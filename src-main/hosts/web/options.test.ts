import { expect, test } from 'vitest'
import { parseOptions } from './options.ts'

test('without flags: a free port, the usual folder, the browser opens', () => {
  expect(parseOptions([])).toEqual({ port: 0, dataFolder: undefined, openBrowser: true })
})

test('flags are read', () => {
  expect(parseOptions(['--port', '8080', '--data-dir', 'x', '--no-open'])).toEqual({
    port: 8080,
    dataFolder: 'x',
    openBrowser: false,
  })
})

test.each([['--port', 'x'], ['--port', '70000'], ['--port', ''], ['--host', '0.0.0.0'], ['extra']])(
  'refuses %s %s',
  (...args) => {
    expect(() => parseOptions(args)).toThrow()
  },
)
