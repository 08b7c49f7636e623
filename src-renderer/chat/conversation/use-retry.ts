import { useRef, useState } from 'react'
import type { Message } from '../../../src-main/contract/messages.ts'
import type { SamplingChoice } from '../../../src-main/contract/sampling.ts'
import { rpc } from '../../rpc/client.ts'
import type { WindowFailure } from '../../rpc/failure.ts'
import { failureOf } from '../../rpc/failure.ts'
import { draftKeyOf } from '../draft/draft.ts'
import { draftOf, editContext } from '../draft/draft-store.ts'

/** Has a reply written again beside itself, or gone on with; `failure` is why that did not begin. */
export function useRetry({ chatId, id: replyId }: Message) {
  // Kept until it is acknowledged, so that pressing twice never makes two replies.
  const requestId = useRef<string>(undefined)
  const [failure, setFailure] = useState<WindowFailure | null>(null)
  const begin = async (
    command: 'retry' | 'continueReply',
    modelId: string | null,
    sampling: SamplingChoice = {},
  ) => {
    if (modelId === null) return
    requestId.current ??= crypto.randomUUID()
    setFailure(null)
    try {
      const key = draftKeyOf(chatId)
      const { context } = draftOf(key)
      const input = { requestId: requestId.current, replyId, modelId, context }
      await (command === 'retry'
        ? rpc.chats.retry({ ...input, sampling })
        : rpc.chats.continueReply(input))
      if (context) editContext(key, null)
      requestId.current = undefined
    } catch (error) {
      setFailure(failureOf(error))
    }
  }
  return {
    failure,
    retry: (modelId: string | null, sampling?: SamplingChoice) => begin('retry', modelId, sampling),
    goOn: (modelId: string | null) => begin('continueReply', modelId),
  }
}
