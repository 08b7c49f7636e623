import { type RefObject, useEffect, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { rpc } from '../../rpc/client.ts'
import { forgetSought, useView } from '../../state/view-store.ts'
import { tellFailure } from '../../ui/tell-failure.ts'
import type { Conversation } from './use-conversation.ts'

/** How long a message that was sought stands out. */
const MARKED_MS = 2500

/**
 * Brings a message that was sought into view, on its own branch, and answers its id while it stands
 * out. `onShow` keeps the view from going back to the end.
 */
export function useSoughtMessage(
  { branch, chat, messages }: Conversation,
  virtualizer: RefObject<VirtualizerHandle | null>,
  onShow: () => void,
): string | null {
  const sought = useView(({ soughtMessageId }) => soughtMessageId)
  const [marked, setMarked] = useState<string | null>(null)
  const place = sought === null ? -1 : branch.findIndex(({ id }) => id === sought)
  const elsewhere = sought !== null && place < 0 && messages.has(sought)
  const chatId = chat?.id

  useEffect(() => {
    if (!elsewhere || chatId === undefined || sought === null) return
    rpc.chats.showBranch({ chatId, messageId: sought }).catch((error: unknown) => {
      forgetSought()
      tellFailure(error)
    })
  }, [chatId, elsewhere, sought])

  useEffect(() => {
    if (sought === null || place < 0) return
    // The conversation first goes to its end when it opens.
    const frame = requestAnimationFrame(() => {
      onShow()
      virtualizer.current?.scrollToIndex(place, { align: 'center' })
      setMarked(sought)
      forgetSought()
    })
    return () => cancelAnimationFrame(frame)
  }, [onShow, place, sought, virtualizer])

  useEffect(() => {
    if (marked === null) return
    const timer = setTimeout(() => setMarked(null), MARKED_MS)
    return () => clearTimeout(timer)
  }, [marked])
  return marked
}
