import type { MouseEvent } from 'react'
import type { Folder } from '../../../src-main/contract/arrange.ts'
import type { Chat } from '../../../src-main/contract/chats.ts'

/** Where a row's menu opens: at its button or at the pointer. */
type MenuAnchor = Pick<Element, 'getBoundingClientRect'>

/** The line a menu is about. */
export type MenuTarget = { anchor: MenuAnchor } & (
  | { kind: 'chat'; chat: Chat }
  | { kind: 'folder'; folder: Folder }
)

export const pointAt = ({ clientX, clientY }: MouseEvent): MenuAnchor => ({
  getBoundingClientRect: () => new DOMRect(clientX, clientY),
})
