import { expect, test } from 'vitest'
import type { Chat } from '../../../src-main/contract/chats.ts'
import { plainPreset } from '../../../src-main/contract/presets.ts'
import { beforeChange, changedBy } from './before-change.ts'
import { folderKey, listRows, neighbourOf, rowAt } from './list-rows.ts'

const chat = (id: string, change: Partial<Chat> = {}): Chat => ({
  id,
  title: id,
  modelId: null,
  preset: plainPreset,
  activeLeafId: null,
  running: false,
  folderId: null,
  pinned: false,
  archived: false,
  createdAt: 0,
  updatedAt: 0,
  ...change,
})
const folder = (id: string, position: number, collapsed = false) => ({
  id,
  name: id,
  position,
  collapsed,
})
const chats = [
  chat('plain'),
  chat('inside', { folderId: 'open' }),
  chat('hidden', { folderId: 'closed' }),
  chat('top', { pinned: true, folderId: 'open' }),
  chat('old', { archived: true, pinned: true }),
]
const folders = [folder('open', 0), folder('closed', 1, true)]
const content = { view: 'chats', chats, folders, naming: false } as const
const rows = listRows(content)

test('what is pinned comes first, then folders, then all others', () => {
  const keys = rows.map(({ key }) => key)
  const [open, closed] = [folderKey('open'), folderKey('closed')]
  expect(keys).toEqual(['pinned', 'top', open, 'inside', closed, 'recent', 'plain'])
  expect(rows.flatMap((row) => (row.kind === 'folder' ? [row.count] : []))).toEqual([1, 1])
  expect(listRows({ ...content, view: 'archive' }).map(({ key }) => key)).toEqual(['old'])
  const plain = listRows({ ...content, chats: [chat('a'), chat('b')], folders: [] })
  expect(plain.map(({ key }) => key)).toEqual(['a', 'b'])
})

test('arrow keys pass over headings and stay within the list', () => {
  expect(rowAt(rows, 'top', 1)?.key).toBe(folderKey('open'))
  expect(rowAt(rows, folderKey('closed'), 1)?.key).toBe('plain')
  expect(rowAt(rows, 'plain', 1)?.key).toBe('plain')
  expect(rowAt(rows, 'plain', -Infinity)?.key).toBe('top')
  expect(rowAt([], 'plain', 1)).toBeUndefined()
})

test('when some go, the next one that stays is shown', () => {
  expect(neighbourOf(rows, new Set(['top', 'inside']))).toBe('plain')
  expect(neighbourOf(rows, new Set(['inside', 'plain']))).toBe('top')
  expect(neighbourOf(rows, new Set(['top', 'inside', 'plain']))).toBeNull()
})

test('a change of many is taken back to where each of them was', () => {
  const change = { folderId: 'closed' }
  const changed = changedBy(chats, change)
  expect(changed.map(({ id }) => id)).toEqual(['plain', 'inside', 'top', 'old'])
  expect(beforeChange(changed, change)).toEqual([
    { chatIds: ['plain', 'old'], change: { folderId: null } },
    { chatIds: ['inside', 'top'], change: { folderId: 'open' } },
  ])
  expect(beforeChange(chats, { removed: true })).toMatchObject([{ change: { removed: false } }])
})
