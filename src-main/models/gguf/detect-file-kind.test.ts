import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { detectFileKind } from './detect-file-kind.ts'
import { readGguf } from './read-gguf.ts'

const safetensors = Buffer.concat([
  Buffer.from(BigUint64Array.of(60n).buffer),
  Buffer.from('{"__metadata__":{"format":"pt"}}'),
])

test.each([
  ['empty', Buffer.alloc(0)],
  ['html', Buffer.from('<!DOCTYPE html>\n<html><title>404</title>')],
  ['html', Buffer.from('\uFEFF\n  <html lang="en">')],
  ['html', Buffer.from('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')],
  [
    'lfs-pointer',
    Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n'),
  ],
  ['safetensors', safetensors],
  ['archive', gzipSync('model')],
  ['archive', Buffer.from('PK\u0003\u0004 and more')],
  ['json', Buffer.from('{"error":"Repository not found"}')],
  ['json', Buffer.from('[\n  {}]')],
  ['unknown', Buffer.from('ggjt and then something')],
  ['unknown', Buffer.alloc(4096)],
] as const)('%s is told by its first bytes, at once', async (detected, bytes) => {
  expect(detectFileKind(bytes)).toBe(detected)
  const source = {
    name: 'model.gguf',
    bytes: bytes.length,
    read: async (offset: number, length: number) => bytes.subarray(offset, offset + length),
  }
  const started = performance.now()
  await expect(readGguf(source)).rejects.toMatchObject({
    code: 'FILE_NOT_GGUF',
    data: { name: 'model.gguf', detected },
  })
  expect(performance.now() - started).toBeLessThan(100)
})
