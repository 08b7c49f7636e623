import type { Settings } from '../../src-main/contract/settings.ts'
import type { Notice } from '../rpc/desktop-bridge.ts'
import { clickedNotice } from '../rpc/desktop-bridge.ts'
import { openChat, openModels } from '../state/view-store.ts'

/** What a click on a notification opens. */
export type NoticeTarget = { kind: 'chat'; chatId: string } | { kind: 'downloads' }

const idOf = (target: NoticeTarget) =>
  target.kind === 'chat' ? `chat:${target.chatId}` : target.kind

function open(id: string): void {
  window.focus()
  if (id.startsWith('chat:')) openChat(id.slice('chat:'.length))
  else openModels('downloads')
}

const isOn = (setting: Settings['notifications'] | undefined) =>
  setting !== undefined && setting !== 'off'

/** Tells something outside the window, if the user wants that and looks elsewhere. */
export function notify(
  setting: Settings['notifications'] | undefined,
  target: NoticeTarget,
  words: Omit<Notice, 'id'>,
): void {
  if (!isOn(setting) || document.hasFocus()) return
  const id = idOf(target)
  if (window.carat) return window.carat.notify({ id, ...words })
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  // With the tag several tabs show one and the same.
  const { body, title } = words
  const shown = new Notification(title, { body, tag: id })
  shown.addEventListener('click', () => {
    shown.close()
    open(id)
  })
}

/** Opens what was told when its notification is clicked, in Electron. */
export const followClickedNotices = (signal: AbortSignal) =>
  window.addEventListener(
    'message',
    (event) => {
      const id = clickedNotice(event)
      if (id !== null) open(id)
    },
    { signal },
  )
