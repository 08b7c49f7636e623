import { expect, test } from 'vitest'
import { failures } from '../../src-main/contract/errors.ts'
import { failureText } from './failure-text.ts'
import { i18n, resources, showLanguage } from './i18n.ts'

const PLURAL = /_(zero|one|two|few|many|other)$/

/** Every sentence by its path, plural forms of one sentence under one path. */
function sentences(tree: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string'
        ? [[`${path}${key.replace(PLURAL, '')}`, value]]
        : [...sentences(value, `${path}${key}.`)],
    ),
  )
}

const placeholders = (sentence = '') => (sentence.match(/{{[^}]+}}/g) ?? []).toSorted()

test.each(['app', 'chat', 'errors'] as const)('%s says the same in both languages', (namespace) => {
  const english = sentences(resources.en[namespace])
  const chinese = sentences(resources['zh-CN'][namespace])
  expect([...chinese.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  for (const [key, sentence] of english)
    expect(placeholders(chinese.get(key)), key).toEqual(placeholders(sentence))
})

const facts = {
  name: 'cat.svg',
  bytes: 60_000_000,
  limitBytes: 50_000_000,
  width: 20_000,
  height: 20_000,
  limitPixels: 64_000_000,
  format: 'PNG',
  detected: 'PDF',
  modelName: 'Gemma',
  detail: 'out of memory',
  exit: 'SIGKILL',
  contextSize: 8192,
  found: 9,
  supported: 1,
  attachmentId: 'a',
  chatId: 'c',
  messageId: 'm',
  modelId: 'g',
  reason: 'NO_COMPILER',
}

test.each(['en', 'zh-CN'] as const)('every failure has words in %s', (language) => {
  showLanguage(language)
  for (const code of [...Object.keys(failures), 'CONNECTION_LOST']) {
    const text = failureText(i18n.t, { code, data: facts } as never)
    expect(text, code).not.toContain(code)
    expect(text, code).not.toContain('{{')
    expect(text.length, code).toBeGreaterThan(10)
  }
  for (const reason of failures.VISION_ENGINE_MISSING.shape.reason.options)
    expect(
      failureText(i18n.t, { code: 'VISION_ENGINE_MISSING', data: { reason, detail: '' } }),
    ).not.toContain('VISION')
})

test('sizes are written the way the language does', () => {
  showLanguage('en')
  const failure = { code: 'MEDIA_TOO_LARGE', data: facts } as const
  expect(failureText(i18n.t, failure)).toContain('is 60 MB; Carat reads files up to 50 MB')
  expect(document.documentElement.lang).toBe('en')
})
