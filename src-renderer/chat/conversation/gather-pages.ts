import type { ChatEvent } from '../../../src-main/contract/chats.ts'

/** Pages that come within this time are put in together. */
const GATHERED_MS = 100

/**
 * Hands events on; of those that bring earlier messages several at a time, since each goes through
 * all that is there. Nothing overtakes them.
 */
export function gatherPages(take: (event: ChatEvent) => void): (event: ChatEvent) => void {
  let pages: Extract<ChatEvent, { type: 'earlier' }>[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const handOn = () => {
    clearTimeout(timer)
    timer = undefined
    if (pages.length === 0) return
    const messages = pages.flatMap((page) => page.messages)
    pages = []
    take({ type: 'earlier', messages })
  }
  return (event) => {
    if (event.type === 'earlier') {
      pages.push(event)
      timer ??= setTimeout(handOn, GATHERED_MS)
      return
    }
    handOn()
    take(event)
  }
}
