import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLanguageFiles } from './language-files.ts'

function twoFolders() {
  const base = mkdtempSync(join(tmpdir(), 'carat-languages-'))
  const folders = ['shipped', 'own'].map((name) => join(base, name))
  for (const folder of folders) mkdirSync(folder)
  const write = (place: 0 | 1, name: string, text: string) =>
    writeFileSync(join(folders[place]!, name), text)
  return { files: createLanguageFiles(folders), write }
}

test('a file is a language, and the user’s own goes before what ships', async () => {
  const { files, write } = twoFolders()
  write(0, 'ar.json', '{"app":{"shell":{"settings":"إعدادات"}}}')
  write(1, 'ar.json', '\uFEFF{"app":{"shell":{"settings":"الإعدادات"}}}')
  write(1, 'pt-BR.json', '{}')
  write(1, 'notes.txt', 'no language')
  write(1, '..json', '{}')
  expect(await files.list()).toEqual(['ar', 'pt-BR'])
  expect(await files.words('ar')).toEqual({ app: { shell: { settings: 'الإعدادات' } } })
})

test('folders that are not there hold no languages', async () => {
  expect(await createLanguageFiles(['/nowhere/at/all']).list()).toEqual([])
})

test('a file that is no JSON of words is refused, with what is wrong', async () => {
  const { files, write } = twoFolders()
  const problem = async (text: string) => {
    write(1, 'he.json', text)
    return await files.words('he').catch((error: { data: unknown }) => error.data)
  }
  expect(await problem('{"app":')).toMatchObject({ tag: 'he', detail: /JSON/ })
  expect(await problem('{"app":{"shell":{"settings":7}}}')).toMatchObject({ detail: /app/ })
  expect(await problem(`"${'x'.repeat(2_000_001)}"`)).toMatchObject({ detail: /bytes/ })
  await expect(files.words('../secret')).rejects.toMatchObject({ code: 'LANGUAGE_UNREADABLE' })
})
