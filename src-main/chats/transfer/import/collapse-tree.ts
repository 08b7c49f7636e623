import type { ForeignConversation, ForeignMessage } from './foreign-conversation.ts'

/** A node of another program's tree; those without a message only hold the tree together. */
export interface ForeignNode {
  key: string
  parentKey: string | null
  message: Omit<ForeignMessage, 'key' | 'parentKey'> | null
}

/**
 * Other programs keep hidden messages, calls of tools and several messages of a model in a row as
 * nodes of their own. Here sides alternate: what is left out gives its children to the message above
 * it, and replies that follow each other become one. Where such a chain branches, each way through it
 * becomes a version.
 */
export function collapseTree(
  nodes: readonly ForeignNode[],
  leafKey: string | null,
): Pick<ForeignConversation, 'messages' | 'leafKey'> {
  const known = new Map(nodes.map((node) => [node.key, node]))
  const children = new Map<string | null, ForeignNode[]>()
  for (const node of nodes) {
    const parent = node.parentKey !== null && known.has(node.parentKey) ? node.parentKey : null
    const siblings = children.get(parent)
    if (siblings) siblings.push(node)
    else children.set(parent, [node])
  }

  const messages: ForeignMessage[] = []
  /** The message each node went into. */
  const places = new Map<string, string>()
  interface Step {
    node: ForeignNode
    /** The last complete message above it. */
    parentKey: string | null
    /** Replies above it that go on in it. */
    begun: ForeignMessage | null
  }
  // A list instead of recursion: conversations of thousands of messages are as deep as they are long.
  const steps: Step[] = (children.get(null) ?? []).toReversed().map((node) => ({
    node,
    parentKey: null,
    begun: null,
  }))
  const visited = new Set<string>()
  for (let step = steps.pop(); step; step = steps.pop()) {
    const { node } = step
    if (visited.has(node.key)) continue
    visited.add(node.key)
    let { parentKey, begun } = step
    const { message } = node
    if (message?.role === 'user' && begun) {
      // It follows a reply that had been finished for it, see below.
      parentKey = begun.key
      begun = null
    }
    if (message?.role === 'user') {
      messages.push({ ...message, key: node.key, parentKey })
      places.set(node.key, node.key)
      parentKey = node.key
    } else if (message) {
      begun = {
        ...message,
        key: node.key,
        parentKey: begun?.parentKey ?? parentKey,
        parts: [...(begun?.parts ?? []), ...message.parts],
        createdAt: begun?.createdAt ?? message.createdAt,
      }
    }
    const next = children.get(node.key) ?? []
    if (begun && endsHere(next, children)) {
      if (!places.has(begun.key)) messages.push(begun)
      places.set(begun.key, begun.key)
    }
    places.set(node.key, begun?.key ?? parentKey ?? '')
    for (const child of next.toReversed()) steps.push({ node: child, parentKey, begun })
  }
  return { messages, leafKey: findPlace(leafKey, places, messages) }
}

/** Whether a chain of replies is complete: the user goes on from here, or nobody does. */
function endsHere(
  next: readonly ForeignNode[],
  children: ReadonlyMap<string | null, readonly ForeignNode[]>,
): boolean {
  const pending = [...next]
  let replied = false
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.message?.role === 'user') return true
    if (node.message) replied = true
    else pending.push(...(children.get(node.key) ?? []))
  }
  return !replied
}

/** The message that a node went into, if it did go into one that was kept. */
function findPlace(
  key: string | null,
  places: ReadonlyMap<string, string>,
  messages: readonly ForeignMessage[],
): string | null {
  const place = key === null ? undefined : places.get(key)
  return messages.some((message) => message.key === place) ? (place ?? null) : null
}
