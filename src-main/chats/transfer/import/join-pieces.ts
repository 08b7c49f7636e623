import { setImmediate } from 'node:timers/promises'
import type { ImportPreview } from '../../../contract/transfer.ts'
import type { ArchivedAssistant, Manifest } from '../archive/archive-format.ts'
import type { FoundBeside } from './foreign-conversation.ts'
import type { PlacedConversation, PlacedPart } from './place-conversation.ts'
import type { SentConversation, SentMessage, SentPart } from './reader-contract.ts'
import type { OpenedExport } from './reader-process.ts'

/** What was found in the place of one conversation, together again. */
export type ReadConversation =
  | { kind: 'damaged' }
  | {
      kind: 'conversation'
      /** Without its messages, where they were not asked for. */
      conversation: PlacedConversation
      counts: SentConversation['counts']
    }

export interface ReadOptions {
  /** Conversations whose messages are wanted, by their ids here. */
  messagesOf: readonly string[]
  signal: AbortSignal
  /** Told with what is beside the conversations, where somebody wants to know. */
  onBeside?: (beside: FoundBeside) => void
  onRead?: (bytes: number) => void
  onOmitted?: (omitted: ImportPreview['omitted']) => void
}

/** Folders and assistants that conversations name. */
interface Named {
  folders: Manifest['folders']
  assistants: readonly ArchivedAssistant[]
}

/**
 * Reads an export from its beginning to its end, one conversation at a time.
 *
 * @throws CaratError about the export, and the signal's reason after an abort
 */
export async function* readExport(
  opened: OpenedExport,
  named: Named,
  { messagesOf, onBeside, onOmitted, onRead, signal }: ReadOptions,
): AsyncGenerator<ReadConversation, void, void> {
  const beside = onBeside !== undefined
  await opened.ask((client) => client.begin({ messagesOf: [...messagesOf], beside }), signal)
  let begun: { sent: SentConversation; messages: SentMessage[] } | null = null
  for (let isEnd = false; !isEnd;) {
    const answer = await opened.ask((client) => client.next(), signal)
    ;({ isEnd } = answer)
    onRead?.(answer.bytes)
    if (isEnd) onOmitted?.(answer.omitted)
    for (const piece of answer.pieces) {
      if (piece.kind === 'damaged') yield piece
      else if (piece.kind === 'beside') onBeside?.(piece.beside)
      else if (piece.kind === 'conversation') begun = { sent: piece.conversation, messages: [] }
      else begun?.messages.push(...piece.messages)
      if (!begun || !isWhole(begun)) continue
      yield together(opened, named, begun, signal)
      begun = null
    }
    // Replies that are being written go on meanwhile.
    await setImmediate()
  }
}

const isWhole = ({ sent, messages }: { sent: SentConversation; messages: readonly unknown[] }) =>
  !sent.withMessages || messages.length >= sent.counts.messages

function together(
  opened: OpenedExport,
  named: Named,
  { sent, messages }: { sent: SentConversation; messages: readonly SentMessage[] },
  signal: AbortSignal,
): ReadConversation {
  const { counts, withMessages: _, ...conversation } = sent
  const toPlaced = (part: SentPart): PlacedPart =>
    part.type === 'picture'
      ? { type: 'picture', picture: opened.picture(part.name, part.number, signal) }
      : part
  return {
    kind: 'conversation',
    counts,
    conversation: {
      ...conversation,
      ...named,
      messages: messages.map((message) => ({ ...message, parts: message.parts.map(toPlaced) })),
      pictures: { get: (id) => opened.picture(id, id, signal) },
    },
  }
}
