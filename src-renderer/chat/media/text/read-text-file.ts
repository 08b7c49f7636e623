import { TEXT_LIMIT } from '../../../../src-main/contract/messages.ts'
import type { ClipProblem } from '../../draft/draft.ts'

const textNames =
  /\.(txt|md|markdown|csv|tsv|jsonl?|xml|ya?ml|toml|ini|html?|log|srt|vtt|tex|sql|css|[cm]?[jt]sx?|py|rs|go|java|kt|swift|rb|php|sh|c|h|cc|cpp|hpp|cs)$/i

/** Whether a file is to be read as text. Systems call `.ts` a video; the name says better. */
export const isTextFile = ({ name, type }: Pick<File, 'name' | 'type'>) =>
  type.startsWith('text/') || type === 'application/json' || textNames.test(name)

type ReadText = { text: string; problem?: never } | { text?: never; problem: ClipProblem }

/** A file's text: UTF-8, with line breaks as they are on Unix, and without the mark at its start. */
export async function readTextFile(file: File): Promise<ReadText> {
  const tooLong = { problem: { code: 'textTooLong', limit: TEXT_LIMIT } } as const
  // No letter takes more than four bytes.
  if (file.size > TEXT_LIMIT * 4) return tooLong
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const text = decoder.decode(await file.arrayBuffer()).replaceAll('\r\n', '\n')
    // Programs and pictures hold zeros, texts never do.
    if (text.includes('\0')) return { problem: { code: 'textEncoding' } }
    return text.length > TEXT_LIMIT ? tooLong : { text }
  } catch {
    return { problem: { code: 'textEncoding' } }
  }
}
