import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readWindowState, writeWindowState } from './window-state.ts'

const folder = mkdtempSync(join(tmpdir(), 'carat-window-state-'))
const file = join(folder, 'window.json')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const display = { x: 0, y: 0, width: 1920, height: 1080 }
const second = { x: 1920, y: 0, width: 1280, height: 720 }
const at = (x: number, y: number) => ({
  bounds: { x, y, width: 1000, height: 700 },
  maximized: false,
})

test('a window comes back where it was', () => {
  writeWindowState(file, { ...at(100, 50), maximized: true })
  expect(readWindowState(file, [display])).toEqual({ ...at(100, 50), maximized: true })
})

test('not on a display that is gone, nor where its title bar is out of reach', () => {
  writeWindowState(file, at(2000, 10))
  expect(readWindowState(file, [display, second])).not.toBeNull()
  expect(readWindowState(file, [display])).toBeNull()
  for (const [x, y] of [
    [0, -50],
    [0, 1070],
    [-950, 0],
    [1900, 0],
  ] as const) {
    writeWindowState(file, at(x, y))
    expect(readWindowState(file, [display])).toBeNull()
  }
})

test.each(['', '{', '{"bounds":{}}', '{"bounds":{"x":0,"y":0,"width":1,"height":1}}'])(
  'a damaged file %j is ignored',
  (text) => {
    writeFileSync(file, text)
    expect(readWindowState(file, [display])).toBeNull()
  },
)

test('a folder that cannot be written to is no error', () => {
  expect(() => writeWindowState(join(folder, 'none', 'x.json'), at(0, 0))).not.toThrow()
})
