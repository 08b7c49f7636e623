import { ORPCError } from '@orpc/client'
import { beforeEach, expect, test } from 'vitest'
import { useConnection } from './connection.ts'
import { follow } from './follow.ts'

beforeEach(() => useConnection.setState({ state: 'open' }))

const forever = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('[AsyncIdQueue] closed')))
  })

test('opens a broken stream again, once the connection is back', async () => {
  const closing = new AbortController()
  const values: string[] = []
  let opened = 0
  const open = async (signal: AbortSignal) => {
    opened += 1
    const round = opened
    return (async function* () {
      yield `snapshot ${round}`
      if (round === 1) {
        useConnection.setState({ state: 'lost' })
        throw new DOMException('connection closed', 'AbortError')
      }
      await forever(signal)
    })()
  }
  const ended = follow(
    open,
    (value) => {
      values.push(value)
      if (values.length === 2) closing.abort()
    },
    { signal: closing.signal },
  )
  await expect.poll(() => useConnection.getState().state).toBe('lost')
  useConnection.setState({ state: 'open' })
  await ended
  expect(values).toEqual(['snapshot 1', 'snapshot 2'])
})

test('ends quietly when it is aborted, whatever the stream throws then', async () => {
  const closing = new AbortController()
  const ended = follow(
    async (signal) =>
      (async function* () {
        yield 'snapshot'
        await forever(signal)
      })(),
    () => queueMicrotask(() => closing.abort()),
    { signal: closing.signal },
  )
  await expect(ended).resolves.toBeUndefined()
})

test('hands on a failure that asking again would not change', async () => {
  const gone = new ORPCError('CHAT_NOT_FOUND', { defined: true, data: { chatId: 'c' } })
  let opened = 0
  const ended = follow(
    () => {
      opened += 1
      return Promise.reject(gone)
    },
    () => {},
    { signal: new AbortController().signal },
  )
  await expect(ended).rejects.toBe(gone)
  expect(opened).toBe(1)
})
