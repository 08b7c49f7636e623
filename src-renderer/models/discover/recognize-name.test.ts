import { expect, test } from 'vitest'
import type { SourceKind } from '../../../src-main/contract/model-sources.ts'
import { recognizeName, sourceHosts } from './recognize-name.ts'

const hosts = sourceHosts({ huggingface: 'http://mirror.example:8080' })

/** In a line: source, repository, and label or file where there is one. */
function recognized(text: string, source: SourceKind = 'huggingface') {
  const named = recognizeName(text, source, hosts)
  if (!named) return null
  const { ref, label, file } = named
  return [ref.source, ref.repository, label, file].filter(Boolean).join(' ')
}

test.each([
  ['gemma3:4b', 'ollama gemma3:4b'],
  ['ollama pull gemma3:4b', 'ollama gemma3:4b'],
  ['  $ ollama run gemma3  ', 'ollama gemma3'],
  ['ollama run --verbose someone/gemma3:4b-it-qat', 'ollama someone/gemma3:4b-it-qat'],
  ['https://ollama.com/library/gemma3:4b', 'ollama gemma3:4b'],
  ['https://ollama.com/library/gemma3:4b/blobs/aeda25e63ebd', 'ollama gemma3:4b'],
  ['registry.ollama.ai/library/gemma3:4b', 'ollama gemma3:4b'],
  ['ollama.com/someone/model', 'ollama someone/model'],
])('%s is a model of Ollama', (text, expected) => {
  expect(recognized(text)).toBe(expected)
})

test.each([
  ['ggml-org/gemma-3-4b-it-GGUF', 'huggingface ggml-org/gemma-3-4b-it-GGUF'],
  ['ggml-org/gemma-3-4b-it-GGUF:Q4_K_M', 'huggingface ggml-org/gemma-3-4b-it-GGUF Q4_K_M'],
  ['hf.co/unsloth/gemma-3-4b-it-GGUF:Q8_0', 'huggingface unsloth/gemma-3-4b-it-GGUF Q8_0'],
  ['ollama run hf.co/unsloth/gemma-3-GGUF:Q4_0', 'huggingface unsloth/gemma-3-GGUF Q4_0'],
  ['https://huggingface.co/google/gemma-3-4b-it/tree/main', 'huggingface google/gemma-3-4b-it'],
  ['https://hf-mirror.com/a/b?library=gguf#top', 'huggingface a/b'],
  ['http://mirror.example:8080/a/b', 'huggingface a/b'],
  [
    'https://huggingface.co/a/b/blob/main/sub/model%20Q4_0.gguf',
    'huggingface a/b sub/model Q4_0.gguf',
  ],
  ['https://huggingface.co/a/b/resolve/main/m.gguf?download=true', 'huggingface a/b m.gguf'],
  [
    'llama-server -hf ggml-org/gemma-3-4b-it-GGUF:Q4_0',
    'huggingface ggml-org/gemma-3-4b-it-GGUF Q4_0',
  ],
  ['llama-cli --jinja --hf-repo a/b -c 0', 'huggingface a/b'],
  ['hf download a/b model.gguf', 'huggingface a/b'],
])('%s is a model of Hugging Face', (text, expected) => {
  expect(recognized(text)).toBe(expected)
})

test.each([
  ['https://modelscope.cn/models/lmstudio-community/gemma-3-4b-it-GGUF/files'],
  ['https://www.modelscope.cn/models/lmstudio-community/gemma-3-4b-it-GGUF'],
  ['modelscope download --model lmstudio-community/gemma-3-4b-it-GGUF'],
])('%s is a model of ModelScope', (text) => {
  expect(recognized(text)).toBe('modelscope lmstudio-community/gemma-3-4b-it-GGUF')
})

test('a bare name belongs to the source that is chosen', () => {
  expect(recognized('gemma3')).toBeNull()
  expect(recognized('gemma3', 'ollama')).toBe('ollama gemma3')
  expect(recognized('a/b', 'ollama')).toBe('ollama a/b')
  expect(recognized('a/b', 'modelscope')).toBe('modelscope a/b')
})

test.each([
  [''],
  ['gemma 3 vision'],
  ['https://example.org/a/b'],
  ['https://huggingface.co/datasets/a'],
  ['https://huggingface.co/spaces/a/b'],
  ['https://huggingface.co/google'],
  ['https://ollama.com/search'],
  ['../../etc/passwd'],
  ['a/b/c'],
  ['：模型'],
])('“%s” is to be searched for', (text) => {
  expect(recognized(text)).toBeNull()
})
