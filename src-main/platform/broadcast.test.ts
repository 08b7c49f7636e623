import { expect, test } from 'vitest'
import { createBroadcast } from './broadcast.ts'

test('a follower gets its first value and everything published after it subscribed', async () => {
  const broadcast = createBroadcast<number>()
  const controller = new AbortController()
  const values = broadcast.follow(controller.signal, () => 'snapshot')
  broadcast.publish(1)
  broadcast.publish(2)
  expect((await values.next()).value).toBe('snapshot')
  expect((await values.next()).value).toBe(1)
  expect((await values.next()).value).toBe(2)
})

test('a waiting follower ends when its signal aborts', async () => {
  const broadcast = createBroadcast<number>()
  const controller = new AbortController()
  const waiting = broadcast.follow(controller.signal).next()
  controller.abort()
  expect(await waiting).toEqual({ done: true, value: undefined })
})

test('two followers each get every value', async () => {
  const broadcast = createBroadcast<string>()
  const { signal } = new AbortController()
  const first = broadcast.follow(signal)
  const second = broadcast.follow(signal)
  broadcast.publish('a')
  expect((await first.next()).value).toBe('a')
  expect((await second.next()).value).toBe('a')
})

test('knows whether anybody listens', async () => {
  const broadcast = createBroadcast<number>()
  expect(broadcast.isFollowed()).toBe(false)
  const stop = new AbortController()
  const aborted = broadcast.follow(stop.signal)
  const ended = broadcast.follow(undefined, () => 1)
  expect(broadcast.isFollowed()).toBe(true)
  stop.abort()
  await aborted.next()
  await ended.next()
  await ended.return()
  expect(broadcast.isFollowed()).toBe(false)
})
