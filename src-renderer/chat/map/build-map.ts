import type { Message } from '../../../src-main/contract/messages.ts'

/** A stretch of a conversation without other versions in it: from one of several to where it parts. */
export interface Stretch {
  /** Its first message. */
  id: string
  message: Message
  /** Messages in it. */
  length: number
  /** From 1, like headings. */
  level: number
  /** Among the versions it is one of, from 1, and how many there are. */
  position: number
  siblings: number
  parentId: string | null
  /** What it parts into; none where it ends. */
  children: readonly string[]
  /** Part of the branch on view. */
  onView: boolean
}

/** All stretches of a conversation, each before those it parts into. */
export function buildMap(
  messages: ReadonlyMap<string, Message>,
  branch: readonly Message[],
): readonly Stretch[] {
  const below = new Map<string | null, Message[]>()
  for (const message of messages.values()) {
    // What comes before the first that is here is on its way.
    const parentId =
      message.parentId !== null && messages.has(message.parentId) ? message.parentId : null
    const beside = below.get(parentId)
    if (beside) beside.push(message)
    else below.set(parentId, [message])
  }
  for (const beside of below.values()) beside.sort((one, other) => one.sequence - other.sequence)
  const shown = new Set(branch.map(({ id }) => id))
  const stretches: Stretch[] = []
  const versionsOf = (parentId: string | null, stretchId: string | null, level: number) =>
    (below.get(parentId) ?? []).map((message, at, { length }) => ({
      message,
      level,
      position: at + 1,
      siblings: length,
      parentId: stretchId,
    }))
  const waiting = versionsOf(null, null, 1).toReversed()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    let last = next.message
    let length = 1
    let following = below.get(last.id) ?? []
    while (following.length === 1) {
      last = following[0]!
      length += 1
      following = below.get(last.id) ?? []
    }
    const { id } = next.message
    const children = versionsOf(last.id, id, next.level + 1)
    waiting.push(...children.toReversed())
    stretches.push({
      ...next,
      id,
      length,
      children: children.map(({ message }) => message.id),
      onView: shown.has(id),
    })
  }
  return stretches
}

/** Those under no closed one. */
export function openStretches(
  all: readonly Stretch[],
  isClosed: (stretch: Stretch) => boolean,
): readonly Stretch[] {
  const hidden = new Set<string>()
  return all.filter((stretch) => {
    const under = stretch.parentId !== null && hidden.has(stretch.parentId)
    if (under || isClosed(stretch)) hidden.add(stretch.id)
    return !under
  })
}
