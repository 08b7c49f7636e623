import { toTime } from '../to-time.ts'

/** What Jan's messages say of the tree they make. */
export interface JanNode {
  id: string
  role: string
  created_at?: unknown
  metadata?: { parentId?: string | null; activeChildId?: string | null } | null
}

interface JanTree {
  /** The message above each, by id. */
  parents: ReadonlyMap<string, string | null>
  /** The newest message of the branch on view. */
  leaf: string | null
}

/**
 * How the messages of a thread follow each other. Jan links them only once one has a second version,
 * and lost some links of answers, which it mends when it opens a thread; see
 * web-app/src/lib/message-branching.ts there.
 */
export function findBranches(messages: readonly JanNode[]): JanTree {
  const parents = new Map<string, string | null>()
  const isBranched = messages.some(
    ({ metadata }) => metadata?.parentId !== undefined || metadata?.activeChildId !== undefined,
  )
  if (!isBranched) {
    for (const [place, { id }] of messages.entries())
      parents.set(id, messages[place - 1]?.id ?? null)
    return { parents, leaf: messages.at(-1)?.id ?? null }
  }
  const timeOf = ({ created_at }: JanNode) => toTime(created_at) ?? 0
  const ordered = messages.toSorted((one, other) => timeOf(one) - timeOf(other))
  let question: string | null = null
  /** Answers whose link was mended, by the question they answer. */
  const mended = new Map<string, string>()
  let previous: string | null = null
  for (const { id, role, metadata } of ordered) {
    const link = metadata?.parentId
    if (role === 'assistant' && typeof link !== 'string') {
      parents.set(id, question)
      if (question !== null) mended.set(question, id)
    } else {
      const above: string | null = link === undefined ? previous : link
      // What was asked next had been linked past the answer that was lost.
      const answer: string | undefined = role === 'user' ? mended.get(above ?? '') : undefined
      if (answer !== undefined) mended.delete(above ?? '')
      parents.set(id, answer ?? above)
    }
    if (role === 'user') question = id
    previous = id
  }
  return { parents, leaf: findLeaf(ordered, parents) }
}

/** Down from the newest beginning, along the chosen or else the newest version of each message. */
function findLeaf(
  ordered: readonly JanNode[],
  parents: ReadonlyMap<string, string | null>,
): string | null {
  const children = new Map<string | null, JanNode[]>()
  for (const node of ordered) {
    const above = parents.get(node.id) ?? null
    const beside = children.get(above)
    if (beside) beside.push(node)
    else children.set(above, [node])
  }
  let at = children.get(null)?.at(-1)
  const met = new Set<string>()
  for (;;) {
    if (!at || met.has(at.id)) return at?.id ?? null
    met.add(at.id)
    const below: JanNode[] = children.get(at.id) ?? []
    const chosen = at.metadata?.activeChildId
    const next = below.find(({ id }) => id === chosen) ?? below.at(-1)
    if (!next) return at.id
    at = next
  }
}
