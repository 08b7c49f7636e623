import { expect, test } from 'vitest'
import type { NetworkState } from '../../../src-main/contract/network.ts'
import { sourcePage } from './source-page.ts'

const network = (address: string): NetworkState => ({
  endpoints: {
    huggingface: { value: address, from: 'settings' },
    ollama: { value: 'https://registry.ollama.ai', from: 'default' },
    modelscope: { value: 'https://modelscope.cn', from: 'default' },
  },
  offline: { value: false, from: 'default' },
  proxy: { mode: 'system', address: '' },
  token: { present: false, from: null, storage: 'keychain' },
})

test('a page lies on the hub or mirror that is set', () => {
  const ref = { source: 'huggingface', repository: 'google/gemma' } as const
  expect(sourcePage(ref, network('https://huggingface.co'))).toBe(
    'https://huggingface.co/google/gemma',
  )
  expect(sourcePage(ref, network('https://mirror.example/hub/'))).toBe(
    'https://mirror.example/hub/google/gemma',
  )
  expect(
    sourcePage({ source: 'modelscope', repository: 'google/gemma' }, network('https://x.example')),
  ).toBe('https://modelscope.cn/models/google/gemma')
})

test.each([
  ['gemma3:4b', 'https://ollama.com/library/gemma3'],
  ['ann/tiny:latest', 'https://ollama.com/ann/tiny'],
  ['hub.example/ann/tiny:q4', 'https://hub.example/ann/tiny'],
])('the page of Ollama’s %s is found without its tag', (repository, page) => {
  expect(sourcePage({ source: 'ollama', repository }, null)).toBe(page)
})

test('names from hubs cannot lead a link elsewhere', () => {
  const ref = { source: 'huggingface', repository: '../?a=b#c' } as const
  expect(sourcePage(ref, network('https://huggingface.co'))).toBe(
    'https://huggingface.co/../%3Fa%3Db%23c',
  )
  expect(sourcePage(ref, network('javascript:alert(1)'))).toBeNull()
  expect(sourcePage(ref, null)).toBeNull()
})
