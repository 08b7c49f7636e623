import type { TFunction } from 'i18next'
import { rpc } from '../../rpc/client.ts'
import { failureOf } from '../../rpc/failure.ts'
import type { SendProblem } from './draft.ts'
import { draftKeyOf, isReady } from './draft.ts'
import { partsOf } from './draft-parts.ts'
import { annotateDraft, clearSent, draftOf } from './draft-store.ts'

/** Most pictures and clips of one message; the contract's bound with room for the words. */
const MOST_ITEMS = 299

interface SendTarget {
  chatId: string | null
  parentId: string | null
  modelId: string | null
  /** A reply of this conversation is being written. */
  running: boolean
}

function problemOf(key: string, { modelId, running }: SendTarget): SendProblem | null {
  const { items } = draftOf(key)
  const unfinished = items.filter((item) => !isReady(item)).length
  if (running) return { code: 'busy' }
  if (unfinished > 0) return { code: 'preparing', count: unfinished }
  if (items.length > MOST_ITEMS) return { code: 'tooMany', limit: MOST_ITEMS }
  return modelId === null ? { code: 'noModel' } : null
}

/**
 * Sends the draft of a conversation. It is cleared only when the services have acknowledged it;
 * otherwise it stays, with the reason. Answers the conversation's id, or null if nothing was sent.
 */
export async function sendDraft(target: SendTarget, t: TFunction<'chat'>): Promise<string | null> {
  const key = draftKeyOf(target.chatId)
  const draft = draftOf(key)
  const parts = partsOf(draft, t)
  if (parts.length === 0 || draft.sending) return null
  const problem = problemOf(key, target)
  if (problem || target.modelId === null) {
    annotateDraft(key, { sendProblem: problem })
    return null
  }
  const { chatId, parentId, modelId } = target
  const requestId = draft.requestId ?? crypto.randomUUID()
  annotateDraft(key, { requestId, sending: true, sendProblem: null })
  try {
    const sent = await rpc.chats.send({ requestId, chatId, parentId, modelId, parts })
    clearSent(key, draft)
    return sent.chatId
  } catch (error) {
    annotateDraft(key, { sending: false, sendProblem: failureOf(error) })
    return null
  }
}
