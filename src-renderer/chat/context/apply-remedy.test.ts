import { expect, test } from 'vitest'
import type { DraftItem } from '../draft/draft.ts'
import { thinOut } from './apply-remedy.ts'

const clip = (key: string, frames: number): DraftItem => ({
  kind: 'clip',
  key,
  name: key,
  fraction: 1,
  clip: {
    name: key,
    durationSeconds: frames,
    frames: Array.from({ length: frames }, (_, seconds) => ({
      attachmentId: 'a'.repeat(64),
      seconds,
    })),
  },
})
const secondsOf = (item: DraftItem | undefined) =>
  item?.kind === 'clip' ? item.clip?.frames.map(({ seconds }) => seconds) : undefined

test('frames are taken evenly, and each clip keeps its share and at least one', () => {
  const [long, short] = thinOut([clip('long', 12), clip('short', 2)], 5)
  expect(secondsOf(long)).toEqual([1, 4, 7, 10])
  expect(secondsOf(short)).toEqual([1])
})
