import { runOffer } from './offers.ts'
import { openChat } from './view-store.ts'

/** Shows a new conversation that can be written in at once, also where one is on view already. */
export function startChat() {
  openChat(null)
  runOffer('focus-message')
}
