import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, isAbsolute, join } from 'node:path'
import { expect, test } from 'vitest'
import { openableEndings, openedFiles } from './opened-files.ts'

const folder = '/home/someone'
const none = { models: [], media: [] }

test('files that Carat opens are found, by kind', () => {
  const args = ['./app', '--data-dir', 'x', 'a b.PNG', '/tmp/clip.mp4', 'models/x.gguf', 'a b.PNG']
  expect(openedFiles(args, folder)).toEqual({
    models: ['/home/someone/models/x.gguf'],
    media: ['/home/someone/a b.PNG', '/tmp/clip.mp4'],
  })
})

test('too many are cut off', () => {
  const many = Array.from({ length: 200 }, (_, at) => `${at}.png`)
  expect(openedFiles(many, folder).media).toHaveLength(50)
})

const schemes = ['carat', 'http', 'https', 'file', 'javascript', 'data', 'smb', 'ms-msdt', 'app']
const switches = [
  '--gpu-launcher=',
  '--inspect=',
  '--load-extension=',
  '--renderer-cmd-prefix=',
  '-e',
]
const rests = [
  'x.png',
  '//evil.example/x.gguf',
  '//run?command=rm%20-rf%20~&file=x.png',
  '//chat/send?text=hello.png',
  'calc.exe',
  '../../../../etc/passwd',
  '"; rm -rf / #.png"',
  '$(touch owned).png',
  '`touch owned`.gguf',
  'x.png\0.exe',
  'x\n--inspect.png',
  '%00%0a.gguf',
  'a'.repeat(5000) + '.png',
  '\u202egnp.exe',
]

/** Links, switches and odd paths, each in some spellings. */
const fuzzed = [
  ...schemes.flatMap((scheme) =>
    rests.flatMap((rest) => [`${scheme}:${rest}`, ` ${scheme.toUpperCase()}:${rest}`]),
  ),
  ...switches.flatMap((name) => rests.map((rest) => `${name}${rest}`)),
  ...rests.flatMap((rest) =>
    ['', '/', './', '\\\\?\\', '~/', 'C:', ' '].map((start) => start + rest),
  ),
  ...Array.from({ length: 100 }, (_, seed) =>
    String.fromCodePoint(
      ...Array.from({ length: 12 }, (_, at) => (seed * 7919 + at * 104_729) % 0xd7ff),
    ),
  ),
]

test(`${fuzzed.length} arguments do nothing by themselves`, () => {
  expect(fuzzed.length).toBeGreaterThanOrEqual(500)
  const empty = mkdtempSync(join(tmpdir(), 'carat-arguments-'))
  const endings: string[] = [...openableEndings.models, ...openableEndings.media]
  for (const argument of fuzzed) {
    const { media, models } = openedFiles([argument], empty)
    for (const path of [...media, ...models]) {
      expect(isAbsolute(path), argument).toBe(true)
      expect(endings, argument).toContain(extname(path).slice(1).toLowerCase())
      expect(path, argument).not.toMatch(/[\u0000-\u001f]/)
    }
    if (/^\s*(-|[a-z][a-z0-9+.-]+:)/i.test(argument))
      expect(openedFiles([argument], empty), argument).toEqual(none)
  }
  // No file was made, and the part that reads arguments has nothing to make one or to start with.
  expect(readdirSync(empty)).toEqual([])
  rmSync(empty, { recursive: true })
  const source = readFileSync(join(import.meta.dirname, 'opened-files.ts'), 'utf8')
  expect(source.match(/^import .*$/gm)).toEqual([`import { extname, resolve } from 'node:path'`])
})

test('the installer offers Carat for the same files', () => {
  const config = readFileSync(join(import.meta.dirname, '../../../electron-builder.yml'), 'utf8')
  const listed = [...config.matchAll(/ext: \[?([\w, ]+)/g)].flatMap(([, list = '']) =>
    list.split(',').map((ending) => ending.trim()),
  )
  expect(listed.toSorted()).toEqual(
    [...openableEndings.models, ...openableEndings.media].toSorted(),
  )
})
