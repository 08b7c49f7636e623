import { expect, onTestFinished, test, vi } from 'vitest'
import { createWatched } from './watched.ts'

async function* endless() {
  for (;;) yield 1
}

test('what is watched waits, however long, and for the last one who watches', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const left = vi.fn()
  const watched = createWatched(1_000, left)
  vi.advanceTimersByTime(900)
  const piece = Promise.withResolvers<string>()
  const during = watched.during(piece.promise)
  vi.advanceTimersByTime(100_000)
  piece.resolve('here')
  expect(await during).toBe('here')
  vi.advanceTimersByTime(900)
  expect(left).not.toHaveBeenCalled()

  const [one, other] = [watched.follow(endless()), watched.follow(endless())]
  await one.next()
  await other.next()
  vi.advanceTimersByTime(100_000)
  await one.return()
  vi.advanceTimersByTime(100_000)
  expect(left).not.toHaveBeenCalled()
  await other.return()
  vi.advanceTimersByTime(1_000)
  expect(left).toHaveBeenCalledOnce()
})
