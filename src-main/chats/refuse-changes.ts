import { CaratError } from '../platform/carat-error.ts'
import type { ChatService } from './chat-service.ts'

/** What goes on working where nothing can be kept. */
const isReader = (name: string) => /^(follow|stop$|dispose$)/.test(name)

/** Conversations of a data folder that cannot be written to: all can be read, none changed. */
export function refuseChanges(chats: ChatService, folder: string): ChatService {
  const refuse = () => {
    throw new CaratError('DATA_READ_ONLY', { folder })
  }
  const entries = Object.entries(chats).map(([name, work]) => [
    name,
    isReader(name) ? work : refuse,
  ])
  return Object.fromEntries(entries) as ChatService
}
