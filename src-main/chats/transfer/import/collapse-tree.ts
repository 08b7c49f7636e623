import type { ForeignConversation, ForeignMessage, ForeignPart } from './foreign-conversation.ts'

/** A node of another program's tree; those without a message only hold the tree together. */
export interface ForeignNode {
  key: string
  parentKey: string | null
  message: Omit<ForeignMessage, 'key' | 'parentKey'> | null
}

/** More parts than any honest conversation has: a chain that branches everywhere repeats its own. */
const MOST_PARTS = 200_000

type Children = ReadonlyMap<string | null, readonly ForeignNode[]>

/** A reply that may go on: what was said in it so far, the last first. */
interface BegunReply {
  reply: Omit<ForeignMessage, 'parts'>
  said: { parts: ForeignPart[]; before: BegunReply['said'] } | null
}

/**
 * Other programs keep hidden messages, calls of tools and several messages of a model in a row as
 * nodes of their own. Here sides alternate: what is left out gives its children to the message above
 * it, and replies that follow each other become one. Where such a chain branches, each way through it
 * becomes a version. Takes no longer than the tree is large; null for one that grows out of bounds.
 */
export function collapseTree(
  nodes: readonly ForeignNode[],
  leafKey: string | null,
): Pick<ForeignConversation, 'messages' | 'leafKey'> | null {
  const children = findChildren(nodes)
  const goesOn = findGoingOn(children)
  const messages: ForeignMessage[] = []
  let partCount = 0
  /** The message each node went into. */
  const places = new Map<string, string>()
  interface Step {
    node: ForeignNode
    /** The last complete message above it. */
    parentKey: string | null
    /** Replies above it that go on in it. */
    begun: BegunReply | null
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
      parentKey = begun.reply.key
      begun = null
    }
    if (message?.role === 'user') {
      messages.push({ ...message, key: node.key, parentKey })
      places.set(node.key, node.key)
      parentKey = node.key
    } else if (message) {
      const { parts, ...reply } = message
      begun = {
        reply: {
          ...reply,
          key: node.key,
          parentKey: begun?.reply.parentKey ?? parentKey,
          createdAt: begun?.reply.createdAt ?? message.createdAt,
        },
        said: { parts, before: begun?.said ?? null },
      }
    }
    if (begun && !goesOn.has(node.key)) {
      const { key } = begun.reply
      if (!places.has(key)) {
        const parts = allSaid(begun)
        if ((partCount += parts.length) > MOST_PARTS) return null
        messages.push({ ...begun.reply, parts })
      }
      places.set(key, key)
    }
    places.set(node.key, begun?.reply.key ?? parentKey ?? '')
    for (const child of (children.get(node.key) ?? []).toReversed())
      steps.push({ node: child, parentKey, begun })
  }
  return { messages, leafKey: findPlace(leafKey, places, messages) }
}

/** Nodes by the one above; those above which is none that is known are at the top. */
function findChildren(nodes: readonly ForeignNode[]): Children {
  const known = new Set(nodes.map(({ key }) => key))
  const children = new Map<string | null, ForeignNode[]>()
  for (const node of nodes) {
    const parent = node.parentKey !== null && known.has(node.parentKey) ? node.parentKey : null
    const siblings = children.get(parent)
    if (siblings) siblings.push(node)
    else children.set(parent, [node])
  }
  return children
}

/**
 * Nodes below which a chain of replies goes on: past nodes without a message somebody else answers
 * next, and the user nowhere.
 */
function findGoingOn(children: Children): ReadonlySet<string> {
  const asked = new Set<string>()
  const answered = new Set<string>()
  // Parents come before their children, so from the end everything below is known.
  const order = [...(children.get(null) ?? [])]
  const met = new Set(order)
  for (const node of order)
    for (const child of children.get(node.key) ?? []) {
      if (met.has(child)) continue
      met.add(child)
      order.push(child)
    }
  for (const { key } of order.toReversed())
    for (const child of children.get(key) ?? []) {
      const role = child.message?.role
      if (role === 'user' || (!role && asked.has(child.key))) asked.add(key)
      if (role === 'assistant' || (!role && answered.has(child.key))) answered.add(key)
    }
  return new Set([...answered].filter((key) => !asked.has(key)))
}

function allSaid({ said }: BegunReply): ForeignPart[] {
  const pieces: ForeignPart[][] = []
  for (let last = said; last; last = last.before) pieces.push(last.parts)
  return pieces.toReversed().flat()
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
