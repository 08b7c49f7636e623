import { create } from 'zustand'

/** The address a user clicked and was not yet asked about. */
export const useLinkPrompt = create<{ address: string | null }>(() => ({ address: null }))

/** Shows where a link leads before anything is opened. */
export const askToOpen = (address: string) => useLinkPrompt.setState({ address })
export const closeLinkPrompt = () => useLinkPrompt.setState({ address: null })
