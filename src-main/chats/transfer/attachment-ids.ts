import { attachmentIdOf } from '../../contract/attachments.ts'
import type { Part } from '../../contract/messages.ts'

/** Every picture some parts of a message show, by the hash of its bytes. */
export const attachmentIdsOf = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) => {
    if (part.type === 'file') return [attachmentIdOf(part.url)]
    if (part.type === 'data-clip') return part.data.frames.map(({ attachmentId }) => attachmentId)
    return []
  })
