import { setImmediate } from 'node:timers/promises'
import type { ChatEvent, ChatListEvent } from '../contract/chats.ts'
import type { Message, ReplyPhase } from '../contract/messages.ts'
import { type Broadcast, createBroadcast } from '../platform/broadcast.ts'
import type { ChatStore } from './chat-store.ts'
import { createTextJoiner, type TextJoiner } from './join-text.ts'
import { textOf } from './text-parts.ts'
import type { Arranged } from './order/chat-arrangements.ts'

/** A reply being written: what the database does not have yet. */
export interface LiveReply {
  text: string
  phase: ReplyPhase
}

/**
 * Words that come faster than this are told together: more often than every other frame no window
 * shows them, and telling each of 1,500 tokens a second would take longer than writing them.
 */
const JOINED_MS = 8
/** Messages sent at once; shorter conversations are sent whole. */
const PAGE = 500
/** Messages of a long one that are sent first, some screens full. */
const ON_VIEW = 60

/**
 * Tells every window what happens in conversations. A follower first gets a snapshot that is taken
 * in the same tick as its subscription, running replies with the text so far included, so nothing
 * is lost or doubled whenever it comes.
 */
export function createChatFeed(store: ChatStore) {
  const list = createBroadcast<ChatListEvent>()
  /** Those that somebody follows. */
  const conversations = new Map<string, Broadcast<ChatEvent>>()
  const live = new Map<string, LiveReply>()
  const joiners = new Map<string, TextJoiner>()
  let sequence = 0

  const publish = (chatId: string, event: ChatEvent) => conversations.get(chatId)?.publish(event)

  const followEvents = (chatId: string, signal: AbortSignal | undefined) => {
    const found = conversations.get(chatId) ?? createBroadcast<ChatEvent>()
    conversations.set(chatId, found)
    return found.follow(signal, () => chatSnapshot(chatId))
  }

  const withLiveText = (message: Message): Message => {
    const reply = live.get(message.id)
    if (!reply || message.status !== 'running' || reply.text === '') return message
    return { ...message, parts: [{ type: 'text', text: reply.text }] }
  }

  const chatSnapshot = (chatId: string): ChatEvent =>
    snapshotOf(
      chatId,
      isLong(chatId) ? store.listNewest(chatId, ON_VIEW) : store.listMessages(chatId),
    )

  const snapshotOf = (chatId: string, listed: readonly Message[]): ChatEvent => {
    const messages = listed.map(withLiveText)
    const phases: Record<string, ReplyPhase> = {}
    for (const { id } of messages) {
      const reply = live.get(id)
      if (reply) phases[id] = reply.phase
    }
    return { type: 'snapshot', sequence, chat: store.getChat(chatId), messages, phases }
  }

  const isLong = (chatId: string) => store.countMessages(chatId) > PAGE

  /** After the snapshot of a long conversation the rest of it, page by page, then what happens. */
  async function* followFromEnd(
    chatId: string,
    events: AsyncGenerator<ChatEvent, void, void>,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ChatEvent, void, void> {
    try {
      const snapshot = await events.next()
      if (snapshot.done) return
      yield snapshot.value
      let before = isLong(chatId) ? Number.MAX_SAFE_INTEGER : 0
      while (before > 0 && !signal?.aborted) {
        const messages = store.listBefore(chatId, before, PAGE)
        if (messages.length > 0) yield { type: 'earlier', messages: messages.map(withLiveText) }
        before = messages.length < PAGE ? 0 : (messages.at(-1)?.sequence ?? 0)
        // Reading pages must not hold up replies that are being written.
        await setImmediate()
      }
      yield* events
    } finally {
      await events.return()
      if (conversations.get(chatId)?.isFollowed() === false) conversations.delete(chatId)
    }
  }

  const tellText = (chatId: string, messageId: string, text: string) => {
    const reply = live.get(messageId) ?? { text: '', phase: { kind: 'writing' } }
    live.set(messageId, { ...reply, text: reply.text + text })
    sequence += 1
    publish(chatId, { type: 'delta', sequence, messageId, text })
  }

  return {
    followList: (signal: AbortSignal | undefined) =>
      list.follow(signal, (): ChatListEvent => ({
        type: 'snapshot',
        sequence,
        chats: store.listChats(),
        folders: store.listFolders(),
      })),

    /** @throws CaratError `CHAT_NOT_FOUND` at once, not in the stream. */
    followChat(chatId: string, signal: AbortSignal | undefined) {
      store.getChat(chatId)
      const events = followEvents(chatId, signal)
      return followFromEnd(chatId, events, signal)
    },

    /** The conversation's row changed. */
    chatChanged(chatId: string): void {
      const chat = store.getChat(chatId)
      sequence += 1
      list.publish({ type: 'chat', sequence, chat })
      publish(chatId, { type: 'chat', sequence, chat })
    },

    /** Any number of messages came or went at once: whoever follows the conversation begins anew. */
    messagesReplaced(chatId: string): void {
      const chat = store.getChat(chatId)
      sequence += 1
      list.publish({ type: 'chat', sequence, chat })
      if (conversations.has(chatId)) publish(chatId, snapshotOf(chatId, store.listMessages(chatId)))
    },

    /** Conversations came, changed or went to the trash by one command, or folders changed. */
    arranged({ listed, removed }: Arranged): void {
      const chats = listed.map(store.getChat)
      sequence += 1
      list.publish({ type: 'arranged', sequence, chats, removed, folders: store.listFolders() })
      for (const chat of chats) publish(chat.id, { type: 'chat', sequence, chat })
      for (const id of removed) publish(id, { type: 'removed', sequence })
    },

    /** A message was added, or a reply ended. */
    messageChanged(messageId: string): void {
      const message = store.getMessage(messageId)
      if (message.status !== 'running') live.delete(messageId)
      else if (!live.has(messageId))
        // One that is gone on with has words from the start.
        live.set(messageId, { text: textOf(message.parts), phase: { kind: 'queued' } })
      sequence += 1
      publish(message.chatId, { type: 'message', sequence, message })
    },

    phaseChanged(chatId: string, messageId: string, phase: ReplyPhase): void {
      live.set(messageId, { text: live.get(messageId)?.text ?? '', phase })
      sequence += 1
      publish(chatId, { type: 'phase', sequence, messageId, phase })
    },

    textAdded(chatId: string, messageId: string, text: string): void {
      let joiner = joiners.get(messageId)
      if (!joiner) {
        joiner = createTextJoiner(JOINED_MS, (joined) => tellText(chatId, messageId, joined))
        joiners.set(messageId, joiner)
      }
      joiner.add(text)
    },

    /** No more words come: those that wait need not. */
    textEnded: (messageId: string): void => {
      joiners.get(messageId)?.flush()
      joiners.delete(messageId)
    },
  }
}
