import { rpc } from '../../rpc/client.ts'
import { orTellFailure } from '../../ui/tell-failure.ts'

/**
 * Has a reply written again from the very same recipe; the same request makes only one.
 *
 * @returns whether it began; a failure has been told.
 */
export const repeatReply = (replyId: string, requestId: string): Promise<boolean> =>
  orTellFailure(() => rpc.chats.repeat({ requestId, replyId }))
