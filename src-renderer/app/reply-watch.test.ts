import { expect, test } from 'vitest'
import type { Chat } from '../../src-main/contract/chats.ts'
import { plainPreset } from '../../src-main/contract/presets.ts'
import { createReplyWatch, LONG_REPLY_MS } from './reply-watch.ts'

const chat = (id: string, running: boolean): Chat => ({
  id,
  title: id,
  modelId: null,
  preset: plainPreset,
  activeLeafId: null,
  running,
  folderId: null,
  pinned: false,
  archived: false,
  createdAt: 0,
  updatedAt: 0,
})

test('only replies that took long are told of, once', () => {
  const watch = createReplyWatch()
  expect(watch([chat('a', true), chat('b', true), chat('c', false)], 0)).toEqual([])
  expect(watch([chat('a', true), chat('b', false), chat('c', false)], 5000)).toEqual([])
  expect(watch([chat('a', false), chat('b', true)], LONG_REPLY_MS)).toEqual([chat('a', false)])
  expect(watch([chat('a', false), chat('b', true)], LONG_REPLY_MS + 1)).toEqual([])
  expect(watch([chat('b', false)], LONG_REPLY_MS + 2)).toEqual([])
})
