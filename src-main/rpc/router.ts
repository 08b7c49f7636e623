import { implement } from '@orpc/server'
import { appContract } from '../contract/app-contract.ts'
import type { Services } from '../services.ts'
import { toRpcError } from './map-error.ts'

/**
 * The contract's one implementation, the same behind a MessagePort and a WebSocket. It only hands
 * validated input to a service. Handlers of streams are plain async functions that return the
 * stream, so that what they check first fails the call, not the stream.
 */
export function createRouter(services: Services) {
  const { attachments, chats, models, settings } = services
  const carat = implement(appContract).use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      throw toRpcError(error)
    }
  })

  return carat.router({
    application: {
      info: carat.application.info.handler(() => services.applicationInfo()),
    },
    attachments: {
      add: carat.attachments.add.handler(({ input, signal }) =>
        attachments.add(input.file, signal),
      ),
    },
    chats: {
      follow: carat.chats.follow.handler(async ({ signal }) => chats.follow(signal)),
      followChat: carat.chats.followChat.handler(async ({ input, signal }) =>
        chats.followChat(input.chatId, signal),
      ),
      send: carat.chats.send.handler(({ input }) => chats.send(input)),
      retry: carat.chats.retry.handler(({ input }) => chats.retry(input)),
      stop: carat.chats.stop.handler(({ input }) => {
        chats.stop(input.replyId)
        return {}
      }),
      rename: carat.chats.rename.handler(({ input }) => {
        chats.rename(input.chatId, input.title)
        return {}
      }),
      remove: carat.chats.remove.handler(({ input }) => {
        chats.remove(input.chatId)
        return {}
      }),
      restore: carat.chats.restore.handler(({ input }) => {
        chats.restore(input.chatId)
        return {}
      }),
    },
    models: {
      follow: carat.models.follow.handler(({ signal }) => models.follow(signal)),
      load: carat.models.load.handler(({ input }) => {
        models.load(input.modelId)
        return {}
      }),
      buildVisionEngine: carat.models.buildVisionEngine.handler(() => {
        models.buildVisionEngine()
        return {}
      }),
    },
    settings: {
      follow: carat.settings.follow.handler(async ({ signal }) => settings.follow(signal)),
      update: carat.settings.update.handler(({ input }) => {
        settings.update(input)
        return {}
      }),
    },
  })
}
