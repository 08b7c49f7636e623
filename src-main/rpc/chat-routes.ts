import { implement, type Router } from '@orpc/server'
import { chatsContract } from '../contract/chats.ts'
import type { Services } from '../services.ts'
import { mapFailures } from './map-failures.ts'

/** Conversations. */
export function createChatRoutes(services: Services): Router<typeof chatsContract, object> {
  const { chats } = services
  const procedures = implement(chatsContract).use(mapFailures)
  return procedures.router({
    follow: procedures.follow.handler(async ({ signal }) => chats.follow(signal)),
    followChat: procedures.followChat.handler(async ({ input, signal }) =>
      chats.followChat(input.chatId, signal),
    ),
    send: procedures.send.handler(({ input }) => chats.send(input)),
    retry: procedures.retry.handler(({ input }) => chats.retry(input)),
    continueReply: procedures.continueReply.handler(({ input }) => chats.continueReply(input)),
    repeat: procedures.repeat.handler(({ input }) => chats.repeat(input)),
    recipe: procedures.recipe.handler(({ input }) => chats.recipe(input.replyId)),
    setPreset: procedures.setPreset.handler(({ input }) => {
      chats.setPreset(input.chatId, input.preset)
      return {}
    }),
    showBranch: procedures.showBranch.handler(({ input }) => {
      chats.showBranch(input)
      return {}
    }),
    branchOut: procedures.branchOut.handler(({ input }) => chats.branchOut(input)),
    editReply: procedures.editReply.handler(({ input }) => chats.editReply(input)),
    stop: procedures.stop.handler(({ input }) => {
      chats.stop(input.replyId)
      return {}
    }),
    rename: procedures.rename.handler(({ input }) => {
      chats.rename(input.chatId, input.title)
      return {}
    }),
    arrange: procedures.arrange.handler(({ input }) => {
      chats.order.arrange(input.arrangements)
      return {}
    }),
    makeFolder: procedures.makeFolder.handler(({ input }) => {
      chats.order.makeFolder(input.folderId, input.name)
      return {}
    }),
    changeFolder: procedures.changeFolder.handler(({ input }) => {
      chats.order.changeFolder(input.folderId, input.change)
      return {}
    }),
    followTrash: procedures.followTrash.handler(async ({ signal }) =>
      chats.order.followTrash(signal),
    ),
    erase: procedures.erase.handler(({ input }) => {
      chats.order.erase(input.chatIds)
      return {}
    }),
  })
}
