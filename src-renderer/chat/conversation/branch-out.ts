import type { Message } from '../../../src-main/contract/messages.ts'
import { rpc } from '../../rpc/client.ts'
import { openChat } from '../../state/view-store.ts'
import { orTellFailure } from '../../ui/tell-failure.ts'

/** Copies the way to a message into a new conversation and shows it. */
export const branchOut = ({ chatId, id: messageId }: Message) =>
  orTellFailure(async () => {
    const requestId = crypto.randomUUID()
    openChat((await rpc.chats.branchOut({ requestId, chatId, messageId })).chatId)
  })
