import type { Chat, ChatEvent } from '../../../src-main/contract/chats.ts'
import type { Message, Part, ReplyPhase } from '../../../src-main/contract/messages.ts'

/** A reply that is being written. */
export interface LiveReply {
  text: string
  phase: ReplyPhase
}

/** One conversation as the services hold it. */
export interface ConversationState {
  /** Null until the first snapshot. */
  chat: Chat | null
  messages: ReadonlyMap<string, Message>
  /** Replies being written, by message id, apart from `messages` so that text changes only here. */
  live: ReadonlyMap<string, LiveReply>
  /** Last event that is in here. */
  sequence: number
  removed: boolean
  /** The latest change brought messages from before those that were there. */
  grewAbove: boolean
}

export const emptyConversation: ConversationState = {
  chat: null,
  messages: new Map(),
  live: new Map(),
  sequence: -1,
  removed: false,
  grewAbove: false,
}

export const textOf = (parts: readonly Part[]) =>
  parts.map((part) => (part.type === 'text' ? part.text : '')).join('')

const liveReply = (message: Message, phase: ReplyPhase = { kind: 'queued' }): LiveReply => ({
  text: textOf(message.parts),
  phase,
})

function fromSnapshot(event: ChatEvent & { type: 'snapshot' }): ConversationState {
  const running = event.messages.filter(({ status }) => status === 'running')
  return {
    chat: event.chat,
    messages: new Map(event.messages.map((message) => [message.id, message])),
    live: new Map(
      running.map((message) => [message.id, liveReply(message, event.phases[message.id])]),
    ),
    sequence: event.sequence,
    removed: false,
    grewAbove: false,
  }
}

/**
 * The conversation after some events, which came since the last frame. Events the snapshot already
 * holds are passed over.
 */
export function applyEvents(
  state: ConversationState,
  events: readonly ChatEvent[],
): ConversationState {
  let { chat, messages, live, sequence, removed } = state
  for (const event of events) {
    if (event.type === 'snapshot') {
      ;({ chat, messages, live, sequence, removed } = fromSnapshot(event))
      continue
    }
    if (event.type === 'earlier') {
      const older = new Map(event.messages.map((message) => [message.id, message]))
      messages = new Map([...older, ...messages])
      continue
    }
    if (event.sequence <= sequence) continue
    sequence = event.sequence
    if (event.type === 'removed') removed = true
    else if (event.type === 'chat') chat = event.chat
    else if (event.type === 'message') {
      const { message } = event
      messages = new Map(messages).set(message.id, message)
      const others = new Map(live)
      if (message.status === 'running')
        others.set(message.id, liveReply(message, live.get(message.id)?.phase))
      else others.delete(message.id)
      live = others
    } else {
      const reply = live.get(event.messageId)
      if (!reply) continue
      const changed =
        event.type === 'delta'
          ? { ...reply, text: reply.text + event.text }
          : { ...reply, phase: event.phase }
      live = new Map(live).set(event.messageId, changed)
    }
  }
  const grewAbove = events.some(({ type }) => type === 'earlier')
  return { chat, messages, live, sequence, removed, grewAbove }
}

/** The messages on view, oldest first: from the newest of the branch back to the first. */
export function branchOf(
  messages: ReadonlyMap<string, Message>,
  activeLeafId: string | null,
): readonly Message[] {
  const branch: Message[] = []
  const seen = new Set<string>()
  for (let id = activeLeafId; id !== null && !seen.has(id);) {
    const message = messages.get(id)
    if (!message) break
    seen.add(id)
    branch.push(message)
    id = message.parentId
  }
  return branch.toReversed()
}
