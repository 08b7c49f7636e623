import { expect, test } from 'vitest'
import { failures } from '../../src-main/contract/errors.ts'
import { failureText } from './failure-text.ts'
import { i18n, showLanguage } from './i18n.ts'

/** Facts of every failure; those with the same name and different words are tested apart. */
const facts = {
  name: 'cat.svg',
  bytes: 60_000_000,
  limitBytes: 50_000_000,
  width: 20_000,
  height: 20_000,
  limitPixels: 64_000_000,
  format: 'PNG',
  modelName: 'Gemma',
  detail: 'out of memory',
  contextSize: 8192,
  found: 9,
  supported: 1,
  attachmentId: 'a',
  chatId: 'c',
  folderId: 'o',
  messageId: 'm',
  modelId: 'g',
  host: 'example.org',
  address: 'nowhere',
  retrySeconds: 30,
  repository: 'google/gemma',
  status: 500,
  target: 'http://example.org',
  downloadId: 'd',
  id: 's',
  neededBytes: 9_000_000_000,
  freeBytes: 1_000_000_000,
  folder: '/models',
  path: '/models',
  missing: ['a.gguf', 'b.gguf'],
  feature: 'the architecture “future”',
  engine: '0.5.0',
  projectorName: 'mmproj.gguf',
  modelWidth: 2560,
  projectorWidth: 3840,
  tag: 'ar',
}

/** The fact that chooses between several sentences of one code, with its values. */
const kinds: { code: keyof typeof failures; fact: string; values: readonly string[] }[] = [
  { code: 'MEDIA_UNSUPPORTED', fact: 'detected', values: ['', 'PDF'] },
  { code: 'ENGINE_CRASHED', fact: 'exit', values: ['SIGKILL', 'SIGSEGV', 'exit code 7'] },
  {
    code: 'VISION_ENGINE_MISSING',
    fact: 'reason',
    values: failures.VISION_ENGINE_MISSING.shape.reason.options,
  },
  {
    code: 'HOST_UNREACHABLE',
    fact: 'reason',
    values: failures.HOST_UNREACHABLE.shape.reason.options,
  },
  { code: 'HUB_ACCESS', fact: 'reason', values: failures.HUB_ACCESS.shape.reason.options },
  {
    code: 'FILE_NOT_GGUF',
    fact: 'detected',
    values: failures.FILE_NOT_GGUF.shape.detected.options,
  },
  { code: 'IMPORT_REFUSED', fact: 'reason', values: failures.IMPORT_REFUSED.shape.reason.options },
  { code: 'FILE_NOT_A_MODEL', fact: 'kind', values: failures.FILE_NOT_A_MODEL.shape.kind.options },
]

test.each(['en', 'zh-CN'] as const)('every failure has words in %s', (language) => {
  showLanguage(language)
  for (const code of [...Object.keys(failures), 'CONNECTION_LOST']) {
    const several = kinds.find((kind) => kind.code === code)
    for (const value of several?.values ?? ['']) {
      const data = several ? { ...facts, [several.fact]: value } : facts
      const text = failureText(i18n.t, { code, data } as never)
      expect(text, code).not.toContain(code)
      expect(text, code).not.toContain('{{')
      expect(text.length, code).toBeGreaterThan(10)
    }
  }
})

test('an engine that ended is told of in plain words', () => {
  showLanguage('en')
  const told = (exit: string) =>
    failureText(i18n.t, { code: 'ENGINE_CRASHED', data: { modelName: 'Gemma', exit } })
  expect(told('SIGKILL')).toContain('because memory ran out')
  expect(told('SIGSEGV')).toContain('stopped unexpectedly')
  for (const exit of ['SIGKILL', 'SIGSEGV', 'exit code 7']) expect(told(exit)).not.toContain(exit)
})

test('sizes are written the way the language does', () => {
  showLanguage('en')
  const failure = { code: 'MEDIA_TOO_LARGE', data: facts } as const
  expect(failureText(i18n.t, failure)).toContain('is 60 MB; Carat reads files up to 50 MB')
  expect(document.documentElement.lang).toBe('en')
})
