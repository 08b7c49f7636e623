import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { plainPreset } from '../../../contract/presets.ts'
import { temporaryDatabase } from '../../../testing/temporary-database.ts'
import { createTrashStore } from '../../order/trash-store.ts'
import { createAddConversation } from './add-conversation.ts'
import { placeConversation } from './place-conversation.ts'

const never = new AbortController().signal

/** A conversation that takes many steps. */
function makeLong(length = 400) {
  const placed = placeConversation(
    { source: 'chatgpt' },
    {
      kind: 'foreign',
      conversation: {
        key: 'long',
        title: 'Long',
        createdAt: 1,
        updatedAt: 2,
        pinned: true,
        archived: false,
        leafKey: `${length - 1}`,
        messages: Array.from({ length }, (_, place) => ({
          key: `${place}`,
          parentKey: place === 0 ? null : `${place - 1}`,
          role: place % 2 === 0 ? 'user' : 'assistant',
          parts: [{ type: 'text', text: `${place} ${'what is in the garden '.repeat(80)}` }],
          modelName: null,
          createdAt: place + 1,
          status: 'done',
        })),
      },
    },
    3,
  )
  const parts = placed.messages.map(({ parts: own }) =>
    own.flatMap((part) => (part.type === 'picture' ? [] : [part])),
  )
  return { placed, parts }
}

function start() {
  const database = temporaryDatabase()
  const { add, isComing } = createAddConversation(database, { knownModel: () => null })
  const count = (sql: string) => database.prepare(`select count(*) from ${sql}`).pluck().get()
  const now = () => ({
    shown: count('chats where deleted_at is null'),
    erased: count('chats where erased_at is not null'),
    messages: Number(count('messages')),
  })
  return { database, add, isComing, now }
}

test('a long conversation comes in steps, and is nowhere before it is whole', async () => {
  const { add, database, isComing, now } = start()
  const { parts, placed } = makeLong()
  const seen: ReturnType<typeof now>[] = []
  const adding = add(placed, parts, never)
  while (isComing(placed.id)) {
    seen.push(now())
    await setImmediate()
  }
  await adding
  const halves = seen.filter(({ messages }) => messages < placed.messages.length)
  expect(halves.length).toBeGreaterThan(1)
  expect(halves.filter(({ shown, erased }) => shown !== 0 || erased !== 1)).toEqual([])
  expect(createTrashStore(database).list()).toEqual([])
  expect(now()).toEqual({ shown: 1, erased: 0, messages: placed.messages.length })
  expect(
    database.prepare('select title, pinned, preset, active_leaf_id as leaf from chats').get(),
  ).toEqual({
    title: 'Long',
    pinned: 1,
    preset: null,
    leaf: placed.messages.at(-1)?.id,
  })
  expect(placed.preset).toEqual(plainPreset)
})

test('one that is given up in its middle leaves nothing, one that was killed goes at the next start', async () => {
  const { add, database, now } = start()
  const { parts, placed } = makeLong()
  const givenUp = new AbortController()
  const adding = add(placed, parts, givenUp.signal)
  const { messages } = now()
  expect(messages).toBeGreaterThan(0)
  expect(messages).toBeLessThan(placed.messages.length)
  // What the next start would find if this one ended here.
  const deadlines = { removedBefore: 0, erasedBefore: Date.now() }
  expect(createTrashStore(database).overdue(deadlines)).toEqual([placed.id])
  givenUp.abort(new Error('given up'))
  await expect(adding).rejects.toThrow('given up')
  expect(now()).toEqual({ shown: 0, erased: 0, messages: 0 })
  expect(database.prepare('select count(*) from message_texts').pluck().get()).toBe(0)
})

test('one that contradicts the database in a later step leaves nothing', async () => {
  const { add, now } = start()
  const { parts, placed } = makeLong()
  const last = placed.messages.at(-1)!
  const twice = { ...last, id: placed.messages[0]!.id, sequence: last.sequence + 1 }
  await expect(
    add({ ...placed, messages: [...placed.messages, twice] }, [...parts, []], never),
  ).rejects.toThrow(/UNIQUE/)
  expect(now()).toEqual({ shown: 0, erased: 0, messages: 0 })
})
