import type { Folder } from '../../../src-main/contract/arrange.ts'
import type { Chat } from '../../../src-main/contract/chats.ts'

/** What the list shows. */
export type ListView = 'chats' | 'archive' | 'trash'

/** One line of the list. Folders and conversations take the focus and the arrow keys. */
export type ListRow =
  | { kind: 'heading'; key: 'pinned' | 'recent' }
  | { kind: 'naming'; key: 'naming' }
  | { kind: 'folder'; key: string; folder: Folder; count: number }
  | { kind: 'chat'; key: string; chat: Chat; within: Within }

/** Part of the list a conversation is shown in: pinned, a folder's id, or none. */
type Within = { part: 'pinned' | 'recent' | 'archive' } | { part: 'folder'; folderId: string }

export interface ListContent {
  view: ListView
  chats: readonly Chat[]
  folders: readonly Folder[]
  /** A folder is being named. */
  naming: boolean
}

export const folderKey = (folderId: string) => `folder ${folderId}`

/** The list from top to bottom: what is pinned, folders with what is in them, then all others. */
export function listRows({ view, chats, folders, naming }: ListContent): ListRow[] {
  const rowOf = (within: Within) => (chat: Chat) =>
    ({ kind: 'chat', key: chat.id, chat, within }) satisfies ListRow
  if (view === 'archive')
    return chats.filter(({ archived }) => archived).map(rowOf({ part: 'archive' }))
  const pinned: Chat[] = []
  const recent: Chat[] = []
  const inside = new Map<string, Chat[]>(folders.map(({ id }) => [id, []]))
  for (const chat of chats) {
    if (chat.archived) continue
    const folder = chat.folderId === null ? undefined : inside.get(chat.folderId)
    if (chat.pinned) pinned.push(chat)
    else (folder ?? recent).push(chat)
  }
  const rows: ListRow[] = []
  if (pinned.length > 0) rows.push({ kind: 'heading', key: 'pinned' })
  rows.push(...pinned.map(rowOf({ part: 'pinned' })))
  if (naming) rows.push({ kind: 'naming', key: 'naming' })
  for (const folder of folders) {
    const own = inside.get(folder.id) ?? []
    rows.push({ kind: 'folder', key: folderKey(folder.id), folder, count: own.length })
    if (!folder.collapsed) rows.push(...own.map(rowOf({ part: 'folder', folderId: folder.id })))
  }
  if (rows.length > 0 && recent.length > 0) rows.push({ kind: 'heading', key: 'recent' })
  rows.push(...recent.map(rowOf({ part: 'recent' })))
  return rows
}

/** Conversations of these lines, from top to bottom. */
export const chatsIn = (rows: readonly ListRow[]): Chat[] =>
  rows.flatMap((row) => (row.kind === 'chat' ? [row.chat] : []))

export const takesFocus = ({ kind }: ListRow) => kind === 'folder' || kind === 'chat'

/**
 * The line so many further down that takes the focus, the last or first one at most; infinite steps
 * go to the ends.
 */
export function rowAt(rows: readonly ListRow[], key: string, step: number): ListRow | undefined {
  const focusable = rows.filter(takesFocus)
  const place = focusable.findIndex((row) => row.key === key) + step
  return focusable[Math.min(Math.max(place, 0), focusable.length - 1)]
}

/** Conversation to show after some go: the next below the first of them, else above. */
export function neighbourOf(rows: readonly ListRow[], going: ReadonlySet<string>): string | null {
  const all = chatsIn(rows)
  const first = all.findIndex(({ id }) => going.has(id))
  const below = all.slice(first).find(({ id }) => !going.has(id))
  const above = all.slice(0, Math.max(first, 0)).findLast(({ id }) => !going.has(id))
  return (below ?? above)?.id ?? null
}
