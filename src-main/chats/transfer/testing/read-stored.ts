import type { OpenTransfer } from './open-transfer.ts'

/** For tests: a message as it is stored. */
export interface Row {
  id: string
  parentId: string | null
  parts: string
  sequence: number
}

/** For tests: the messages of a conversation. */
export const rowsOf = ({ database }: OpenTransfer, title: string) =>
  database
    .prepare(
      `select messages.id, parent_id as parentId, parts, sequence from messages
       join chats on chats.id = chat_id where title = ? order by sequence`,
    )
    .all(title) as Row[]

export const wordsOf = ({ parts }: Row) =>
  (JSON.parse(parts) as { text?: string; filename?: string }[])
    .map(({ text, filename }) => text ?? `(${filename})`)
    .join(' ')

/** For tests: each message as `words of the one it follows > words`, the one on view with a star. */
export function tree(transfer: OpenTransfer, title: string): string[] {
  const rows = rowsOf(transfer, title)
  const { leaf } = chatOf(transfer, title)
  return rows.map((row) => {
    const above = rows.find(({ id }) => id === row.parentId)
    return `${above ? wordsOf(above) : '-'} > ${wordsOf(row)}${row.id === leaf ? ' *' : ''}`
  })
}

/** For tests: a conversation as it is stored. */
export const chatOf = ({ database }: OpenTransfer, title: string) =>
  database
    .prepare(
      `select id, active_leaf_id as leaf, updated_at as updatedAt, activity, deleted_at as deletedAt
       from chats where title = ?`,
    )
    .get(title) as {
    id: string
    leaf: string
    updatedAt: number
    activity: number
    deletedAt: number | null
  }

/** For tests: all rows that an import can add to. */
export const everything = ({ database }: OpenTransfer) =>
  ['chats', 'messages', 'message_attachments', 'message_texts'].map((table) =>
    database.prepare(`select * from ${table} order by 1, 2`).all(),
  )

export const foundBy = ({ database }: OpenTransfer, letters: string) =>
  database
    .prepare(`select count(*) from message_texts where words like ?`)
    .pluck()
    .get(`%${letters}%`)
