import { useState } from 'react'
import { create } from 'zustand'

/** What a command can open at a message. */
type Wish = 'edit' | 'other-settings'

interface Wished {
  wish: Wish
  messageId: string
}

const useWished = create<{ wished: Wished | null }>(() => ({ wished: null }))

/** Opens something at a message, from elsewhere than its own button; null takes that back. */
export const wishFor = (wished: Wished | null) => useWished.setState({ wished })

/** Whether something is open at a message, by its own button or a command, and how to change that. */
export function useWish(messageId: string, wish: Wish) {
  const [opened, setOpened] = useState(false)
  const wished = useWished((state) => {
    const { wished: one } = state
    return one !== null && one.messageId === messageId && one.wish === wish
  })
  const setOpen = (open: boolean) => {
    setOpened(open)
    if (!open && wished) wishFor(null)
  }
  return [opened || wished, setOpen] as const
}
