import { TEXT_LIMIT } from '../../../contract/messages.ts'
import { attachmentIdsOf } from '../attachment-ids.ts'
import type {
  CountOmission,
  FoundBeside,
  ForeignPicture,
  ImportFormat,
} from './foreign-conversation.ts'
import type { ImportArchive } from './import-archive.ts'
import {
  type PlacedConversation,
  type PlacedPart,
  placeConversation,
} from './place-conversation.ts'
import type { Piece, SentMessage, SentPart } from './reader-contract.ts'

/** JSON of one piece, about: it is taken in between two words of a reply. */
export const PIECE_LETTERS = 200_000

/** The pictures of what was found last, for whoever asks for them. */
export interface OfferedPictures {
  numbered: ForeignPicture[]
  named: PlacedConversation['pictures']
}

interface Wanted {
  messagesOf: ReadonlySet<string>
  beside: boolean
}

/** Reads an export as the pieces in which it is handed over. */
export async function* splitExport(
  format: ImportFormat,
  archive: ImportArchive,
  wanted: Wanted,
  pictures: OfferedPictures,
  omit: CountOmission,
): AsyncGenerator<Piece, void, void> {
  const now = Date.now()
  for await (const found of format.read(archive, omit)) {
    const placed = found.kind === 'damaged' ? null : placeConversation(format, found, now)
    if (!placed || isEndless(placed)) {
      yield { kind: 'damaged' }
      continue
    }
    const { messages, pictures: named, folders: _, assistants: __, ...conversation } = placed
    pictures.numbered = []
    pictures.named = named
    const counts = {
      messages: messages.length,
      pictures: messages.reduce((count, { parts }) => count + countPictures(parts), 0),
    }
    const withMessages = wanted.messagesOf.has(conversation.id)
    yield { kind: 'conversation', conversation: { ...conversation, counts, withMessages } }
    if (!withMessages) continue
    const sent = messages.map((message): SentMessage => ({
      ...message,
      parts: message.parts.map((part) => toSent(part, pictures.numbered)),
    }))
    for (const some of inPieces(sent)) yield { kind: 'messages', messages: some }
  }
  const beside = wanted.beside ? await format.readBeside?.(archive, omit) : undefined
  if (beside) yield* splitBeside(beside)
}

function* splitBeside({ prompts, assistants, folders }: FoundBeside): Generator<Piece, void, void> {
  const none = { prompts: [], assistants: [], folders: [] }
  for (const some of inPieces(prompts)) yield { kind: 'beside', beside: { ...none, prompts: some } }
  for (const some of inPieces(assistants))
    yield { kind: 'beside', beside: { ...none, assistants: some } }
  for (const some of inPieces(folders)) yield { kind: 'beside', beside: { ...none, folders: some } }
}

/** Some values after the other, as many as make a piece. */
export function* inPieces<Value>(values: readonly Value[]): Generator<Value[], void, void> {
  let some: Value[] = []
  let letters = 0
  for (const value of values) {
    some.push(value)
    letters += JSON.stringify(value).length
    if (letters < PIECE_LETTERS) continue
    yield some
    some = []
    letters = 0
  }
  if (some.length > 0) yield some
}

function toSent(part: PlacedPart, numbered: ForeignPicture[]): SentPart {
  if (part.type !== 'picture') return part
  const { name } = part.picture
  return { type: 'picture', name, number: numbered.push(part.picture) - 1 }
}

/** A text that is longer than any can be here: it would be looked through for the search for long. */
const isEndless = ({ messages }: PlacedConversation) =>
  messages.some(({ parts }) =>
    parts.some((part) => part.type === 'text' && part.text.length > TEXT_LIMIT),
  )

const countPictures = (parts: readonly PlacedPart[]) =>
  parts.reduce(
    (count, part) => count + (part.type === 'picture' ? 1 : attachmentIdsOf([part]).length),
    0,
  )
