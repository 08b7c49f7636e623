import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DraftEvent } from '../../../src-main/contract/drafts.ts'
import { useConnection } from '../../rpc/connection.ts'
import { useKeptDrafts } from '../../rpc/drafts-store.ts'
import { NEW_CHAT } from './draft.ts'
import { clearSent, draftOf, useDrafts, writeText } from './draft-store.ts'
import { syncDrafts } from './sync-drafts.ts'

/** Each draft that was given to the services, and how they acknowledge it. */
const given = vi.hoisted(() => [] as { text: string | null; acknowledge: () => void }[])

vi.mock('../../rpc/client.ts', () => ({
  rpc: {
    drafts: {
      keep: ({ draft }: { draft: { text: string } | null }) =>
        new Promise<void>((resolve) => {
          given.push({ text: draft && draft.text, acknowledge: resolve })
        }),
      async *follow(_: undefined, { signal }: { signal: AbortSignal }): AsyncGenerator<DraftEvent> {
        yield { type: 'snapshot', drafts: {} }
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
      },
    },
  },
}))

const stop = new AbortController()
const texts = () => given.map(({ text }) => text)

beforeEach(async () => {
  useConnection.setState({ state: 'open' })
  void syncDrafts(stop.signal)
  await vi.waitUntil(() => useKeptDrafts.getState().drafts !== null)
})

afterEach(() => stop.abort())

test('a message that was sent does not come back when its letters are acknowledged late', async () => {
  writeText(NEW_CHAT, 'Hello')
  await vi.waitFor(() => expect(texts()).toEqual(['Hello']))
  clearSent(NEW_CHAT, draftOf(NEW_CHAT))
  expect(texts()).toEqual(['Hello', null])
  given[0]?.acknowledge()
  await vi.waitFor(() => expect(useKeptDrafts.getState().drafts).toHaveProperty(NEW_CHAT))
  expect(draftOf(NEW_CHAT).text).toBe('')
  given[1]?.acknowledge()
  await vi.waitFor(() => expect(useKeptDrafts.getState().drafts).toEqual({}))
  expect(useDrafts.getState().drafts[NEW_CHAT]?.text).toBe('')
})
