import { expect, it } from 'vitest'
import { withoutFrame, withRemoved } from './change-frames.ts'

const clip = {
  name: 'clip.mp4',
  durationSeconds: 3,
  frames: [0.5, 1.5, 2.5].map((seconds) => ({ attachmentId: 'a'.repeat(64), seconds })),
}
const times = (item: ReturnType<typeof withRemoved>) => item.clip?.frames.map((one) => one.seconds)

it('takes frames out and puts them back in order', () => {
  const two = withoutFrame({ clip }, 0)
  expect(times(two)).toEqual([1.5, 2.5])
  const one = withoutFrame(two, 1)
  expect(times(one)).toEqual([1.5])
  expect(times(withRemoved(one))).toEqual([0.5, 1.5, 2.5])
  expect(withRemoved(one).removed).toEqual([])
})

it('keeps the last frame', () => {
  const one = withoutFrame(withoutFrame({ clip }, 0), 0)
  expect(times(withoutFrame(one, 0))).toEqual([2.5])
})
