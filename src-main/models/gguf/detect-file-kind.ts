import type { FailureData } from '../../contract/errors.ts'

/** What a file is that should be a GGUF. */
export type DetectedKind = FailureData<'FILE_NOT_GGUF'>['detected']

/** How many first bytes are enough to tell. */
export const DETECTION_BYTES = 512

const archives: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x1f, 0x8b],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
]

/** Names what people get instead of a model: an error page, a pointer of Git LFS, another format. */
export function detectFileKind(head: Uint8Array): DetectedKind {
  if (head.length === 0) return 'empty'
  if (archives.some((magic) => magic.every((byte, index) => head[index] === byte))) return 'archive'
  const text = new TextDecoder('latin1').decode(head.subarray(0, DETECTION_BYTES))
  if (text.startsWith('version https://git-lfs.github.com/spec/')) return 'lfs-pointer'
  // A safetensors file begins with the length of its header, 8 bytes, and then the header in JSON.
  if (/^.{4}\0{4}\{\s*"/s.test(text)) return 'safetensors'
  const words = text.replace(/^ï»¿/, '').trimStart()
  if (/^<(!doctype|html|head|body|\?xml|!--|script)/i.test(words)) return 'html'
  if (/^[[{]\s*["{[\]}]/.test(words)) return 'json'
  return 'unknown'
}
