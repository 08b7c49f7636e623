import type { MessageStatus, Part } from '../../../contract/messages.ts'
import type { PlacedConversation, PlacedPart } from './place-conversation.ts'
import { stableId } from './stable-id.ts'

/** A message that is here, as far as one of an export is compared with it. */
export interface HereMessage {
  id: string
  parentId: string | null
  role: 'user' | 'assistant'
  status: MessageStatus
  parts(): readonly Part[]
}

type PlacedMessage = PlacedConversation['messages'][number]

/** What an export has of a conversation that is not here. */
export interface Missing {
  /** With the ids they will have here, each after the one it follows. */
  messages: PlacedMessage[]
  /** The newest message of the branch that the export shows, by its id here. */
  leafId: string | null
}

/**
 * Compares a conversation of an export with what is here of it. What is here is never changed, so:
 *
 * - A message is known by its id, whatever either program has made of its words since. One that was
 *   cut off when it was imported and is whole now comes as another version beside it.
 * - Where ids only say which place a message had (LM Studio), one is known by its words as well:
 *   after something was taken out or said anew, another message has that place. It gets an id that
 *   is made of what it follows and what it says, so that the next import knows it again.
 */
export function findMissing(
  conversation: PlacedConversation,
  here: ReadonlyMap<string, HereMessage>,
): Missing {
  /** The id that each message of the export has here. */
  const ids = new Map<string, string>()
  const parents = new Map<string, string | null>()
  const messages: PlacedMessage[] = []
  const nameOf = (id: string) => ids.get(id) ?? id

  /** Whether two messages are versions of each other in this export. */
  const areVersions = (one: string | null, other: string | null) =>
    one !== null && other !== null && parents.has(one) && parents.get(one) === parents.get(other)

  const idOf = (message: PlacedMessage, parentId: string | null): string => {
    const { id } = message
    const known = here.get(id)
    if (!known) return id
    const same = sameWords(message.parts, known.parts)
    if (!conversation.keyedByPlace) {
      const wentOn = known.status === 'interrupted' && message.status !== 'interrupted'
      return wentOn && !same() ? stableId(conversation.id, id, 'whole') : id
    }
    // What follows a message is kept once for all of its versions there.
    const follows = known.parentId === parentId || areVersions(known.parentId, parentId)
    if (follows && known.role === message.role && same()) return id
    return stableId(
      conversation.id,
      parentId ?? '',
      message.role,
      wordsOf(message.parts).join('\n'),
    )
  }

  for (const message of conversation.messages) {
    const parentId = message.parentId === null ? null : nameOf(message.parentId)
    const id = idOf(message, parentId)
    ids.set(message.id, id)
    if (parents.has(id)) continue
    parents.set(id, here.get(id)?.parentId ?? parentId)
    if (!here.has(id)) messages.push(withNames({ ...message, id, parentId }, nameOf))
  }
  const { activeLeafId } = conversation
  return { messages, leafId: activeLeafId === null ? null : nameOf(activeLeafId) }
}

/** What a message leaves out of the context is named as it is here. */
function withNames(message: PlacedMessage, nameOf: (id: string) => string): PlacedMessage {
  const { context, madeWith } = message
  const named = (choice: typeof context) =>
    choice && {
      ...choice,
      afterMessageId: choice.afterMessageId === null ? null : nameOf(choice.afterMessageId),
    }
  return {
    ...message,
    context: named(context),
    madeWith: madeWith && { ...madeWith, context: named(madeWith.context) },
  }
}

const wordsOf = (parts: readonly PlacedPart[]) =>
  parts.flatMap((part) =>
    part.type === 'text' ? [part.text] : part.type === 'data-text' ? [part.data.text] : [],
  )

/** Whether parts say the same; a picture that could not be read has its name among the words. */
const sameWords = (parts: readonly PlacedPart[], known: () => readonly Part[]) => () => {
  const names = new Set(
    parts.flatMap((part) => (part.type === 'picture' ? [`[${part.picture.name}]`] : [])),
  )
  const without = (words: string[]) => words.filter((each) => !names.has(each)).join('\n')
  return without(wordsOf(parts)) === without(wordsOf(known()))
}
