import { create } from 'zustand'
import type { Chat } from '../../../src-main/contract/chats.ts'
import { useChatList } from '../../rpc/chat-list-store.ts'
import { type Choice, keepShown, noChoice } from './choice.ts'
import { chatsIn, type ListContent, type ListRow, listRows, type ListView } from './list-rows.ts'

interface List {
  view: ListView
  choice: Choice
  /** Line whose name is being written. */
  renaming: string | null
  /** A folder is being named, for these conversations. */
  naming: { chatIds: readonly string[] } | null
  /** Line that was last in focus: Tab comes back to it. */
  focused: string | null
  /** Line that takes the focus as soon as the list has changed. */
  wanted: string | null
  /** Part of the list that something dragged would be dropped into. */
  dropKey: string | null
}

/** How the list of conversations stands in this window. */
export const useList = create<List>(() => ({
  view: 'chats',
  choice: noChoice,
  renaming: null,
  naming: null,
  focused: null,
  wanted: null,
  dropKey: null,
}))

let last: { content: ListContent; rows: ListRow[] } | null = null

/** The lines of some content; the same ones while that stays the same. */
export function rowsOf(content: ListContent): ListRow[] {
  const before = last?.content
  const same =
    before?.view === content.view &&
    before.chats === content.chats &&
    before.folders === content.folders &&
    before.naming === content.naming
  if (!last || !same) last = { content, rows: listRows(content) }
  return last.rows
}

const none: readonly Chat[] = []

/** The lines as they are now. */
export function currentRows(): ListRow[] {
  const { view, naming } = useList.getState()
  const { chats, folders } = useChatList.getState()
  return rowsOf({ view, chats: chats ?? none, folders, naming: naming !== null })
}

export const showList = (view: ListView) =>
  useList.setState({ view, choice: noChoice, renaming: null, naming: null })

export const choose = (change: (choice: Choice) => Choice) =>
  useList.setState(({ choice }) => ({ choice: change(choice) }))

export const clearChoice = () => useList.setState({ choice: noChoice })

/** Forgets chosen conversations that are not shown any more. */
export const dropUnseen = (rows: readonly ListRow[]) =>
  choose((choice) =>
    keepShown(
      choice,
      chatsIn(rows).map(({ id }) => id),
    ),
  )
