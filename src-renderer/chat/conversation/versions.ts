import type { Message } from '../../../src-main/contract/messages.ts'

/** The versions of a message: it and those beside it, oldest first. */
export type Versions = readonly string[]

/** Versions of every message that has more than one, by its id. */
export function versionsOf(messages: ReadonlyMap<string, Message>): ReadonlyMap<string, Versions> {
  // Nearly all are the only one, also of ten thousand.
  const first = {
    user: new Map<string | null, Message>(),
    assistant: new Map<string | null, Message>(),
  }
  const groups = new Map<Message, Message[]>()
  for (const message of messages.values()) {
    const { parentId, role } = message
    const known = first[role].get(parentId)
    if (!known) {
      first[role].set(parentId, message)
      continue
    }
    const group = groups.get(known)
    if (group) group.push(message)
    else groups.set(known, [known, message])
  }
  const versions = new Map<string, Versions>()
  for (const beside of groups.values()) {
    const ids = beside.toSorted((one, other) => one.sequence - other.sequence).map(({ id }) => id)
    for (const id of ids) versions.set(id, ids)
  }
  return versions
}
