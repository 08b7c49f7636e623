import { useLayoutEffect, useRef } from 'react'
import { create } from 'zustand'

/**
 * What parts of the window can do for a command while they are on view. The table of commands, in
 * `app`, has their words and keys; a part only offers to run them.
 */
export type OfferedCommand =
  | 'attach'
  | 'branch-out'
  | 'choose-assistant'
  | 'choose-model'
  | 'continue-reply'
  | 'copy-reply'
  | 'edit-message'
  | 'edit-reply'
  | 'export-reply'
  | 'find'
  | 'focus-message'
  | 'map'
  | 'regenerate'
  | 'regenerate-with-settings'
  | 'repeat-reply'
  | 'save-prompt'
  | 'stop'
  | 'use-prompt'

interface Offers {
  offers: Readonly<Partial<Record<OfferedCommand, () => void>>>
}

export const useOffers = create<Offers>(() => ({ offers: {} }))

/** Offers to run a command while mounted; null when it cannot be run now. */
export function useOffer(id: OfferedCommand, run: (() => void) | null) {
  const latest = useRef(run)
  // Before anything is seen: keys may come as soon as the message box has the focus.
  useLayoutEffect(() => {
    latest.current = run
  })
  const offered = run !== null
  useLayoutEffect(() => {
    if (!offered) return
    const offer = () => latest.current?.()
    useOffers.setState(({ offers }) => ({ offers: { ...offers, [id]: offer } }))
    return () =>
      useOffers.setState(({ offers }) => {
        const { [id]: mine, ...others } = offers
        return mine === offer ? { offers: others } : { offers }
      })
  }, [id, offered])
}

/** Runs what is offered for a command; false if nothing is. */
export function runOffer(id: OfferedCommand): boolean {
  const run = useOffers.getState().offers[id]
  run?.()
  return run !== undefined
}
