import type { Message } from '../../../src-main/contract/messages.ts'

/** The versions of a message: it and those beside it, oldest first. */
export type Versions = readonly string[]

/** Versions of every message that has more than one, by its id. */
export function versionsOf(messages: ReadonlyMap<string, Message>): ReadonlyMap<string, Versions> {
  const byParent = new Map<string, Message[]>()
  for (const message of messages.values()) {
    const key = `${message.role} ${message.parentId}`
    const beside = byParent.get(key)
    if (beside) beside.push(message)
    else byParent.set(key, [message])
  }
  const versions = new Map<string, Versions>()
  for (const beside of byParent.values()) {
    if (beside.length < 2) continue
    const ids = beside.toSorted((one, other) => one.sequence - other.sequence).map(({ id }) => id)
    for (const id of ids) versions.set(id, ids)
  }
  return versions
}
