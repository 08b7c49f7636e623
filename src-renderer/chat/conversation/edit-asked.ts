import { create } from 'zustand'

/** Message that is to be edited from elsewhere than its own button; null once it is. */
export const useEditAsked = create<{ messageId: string | null }>(() => ({ messageId: null }))

export const askToEdit = (messageId: string | null) => useEditAsked.setState({ messageId })
