import type { TFunction } from 'i18next'
import { usualDetail } from '../../../src-main/contract/picture-views.ts'
import { forgetNewPreset, presetOf } from '../../rpc/answering.ts'
import { rpc } from '../../rpc/client.ts'
import { failureOf } from '../../rpc/failure.ts'
import { useView } from '../../state/view-store.ts'
import { measureDraft } from '../context/measure-draft.ts'
import { forgetSource } from '../media/clip/clip-source.ts'
import type { AskedModel } from './asked-model.ts'
import type { SendProblem } from './draft.ts'
import { draftKeyOf, isReady } from './draft.ts'
import { partsOf } from './draft-parts.ts'
import { annotateDraft, clearSent, draftOf } from './draft-store.ts'

/** Most pictures and clips of one message; the contract's bound with room for the words. */
const MOST_ITEMS = 299

interface SendTarget {
  model: AskedModel | undefined
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

/** Nobody waits longer for a count; the engine itself refuses what does not fit, and cuts nothing. */
const COUNT_MS = 500

/** Whether the message does not fit, however the model will count. */
async function isTooLong(
  { chatId, model, parentId, running }: SendTarget,
  t: TFunction<'chat'>,
): Promise<boolean> {
  if (!model) return false
  const signal = AbortSignal.timeout(COUNT_MS)
  const target = { draftKey: draftKeyOf(chatId), parentId, model, running }
  const measured = await measureDraft(target, t, signal).catch(() => null)
  return measured?.use.sure === true && measured.use.standing === 'over'
}

/**
 * Sends the draft of a conversation. It is cleared only when the services have acknowledged it;
 * otherwise it stays, with the reason. Answers the conversation's id, or null if nothing was sent.
 */
export async function sendDraft(target: SendTarget, t: TFunction<'chat'>): Promise<string | null> {
  const key = draftKeyOf(target.chatId)
  const draft = draftOf(key)
  const { model } = target
  const parts = partsOf(draft, t, model ? usualDetail(model) : 'fast')
  if (parts.length === 0 || draft.sending) return null
  const problem = problemOf(key, target)
  if (problem || target.modelId === null) {
    annotateDraft(key, { sendProblem: problem })
    return null
  }
  if (await isTooLong(target, t)) {
    annotateDraft(key, { sendProblem: { code: 'tooLong' } })
    return null
  }
  const { chatId, parentId, modelId } = target
  const requestId = draft.requestId ?? crypto.randomUUID()
  annotateDraft(key, { requestId, sending: true, sendProblem: null })
  try {
    const sent = await rpc.chats.send({
      requestId,
      chatId,
      parentId,
      modelId,
      parts,
      context: draft.context,
      preset: chatId === null ? presetOf(null) : null,
      folderId: chatId === null ? useView.getState().newChatFolderId : null,
    })
    if (chatId === null) forgetNewPreset()
    clearSent(key, draft)
    for (const item of draft.items) forgetSource(item.key)
    return sent.chatId
  } catch (error) {
    annotateDraft(key, { sending: false, sendProblem: failureOf(error) })
    return null
  }
}
