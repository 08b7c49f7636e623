import { expect, test } from 'vitest'
import { isInstalled } from './install-state.mjs'

const locked = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b-darwin': { version: '2.0.0', optional: true },
}

test('an install made by npm itself is left alone', () => {
  expect(isInstalled(locked, { 'node_modules/a': { version: '1.0.0' } })).toBe(true)
})

test.each([
  ['nothing', null],
  ['a package too few', {}],
  ['another version', { 'node_modules/a': { version: '1.0.1' } }],
  ['a package too many', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': {} }],
  [
    'another version of an optional one',
    { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-darwin': { version: '1.0.0' } },
  ],
])('%s is installed again', (_, installed) => {
  expect(isInstalled(locked, installed)).toBe(false)
})
