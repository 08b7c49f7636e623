import type { TFunction } from 'i18next'
import { attachmentUrl } from '../../../src-main/contract/attachments.ts'
import { forgetNewPreset, presetOf } from '../../rpc/answering.ts'
import { rpc } from '../../rpc/client.ts'
import { failureOf } from '../../rpc/failure.ts'
import { useView } from '../../state/view-store.ts'
import { NEW_CHAT } from '../draft/draft.ts'
import { annotateDraft } from '../draft/draft-store.ts'
import { drawExamplePicture } from './example-picture.ts'

/**
 * Asks about a drawn picture in a new conversation, apart from any draft. Answers the
 * conversation's id, or null after saying near the message box what went wrong.
 */
export async function sendExample(modelId: string, t: TFunction<'chat'>): Promise<string | null> {
  try {
    const file = await drawExamplePicture(t('start.exampleName'))
    const { id, mediaType } = await rpc.attachments.add({ file })
    const sent = await rpc.chats.send({
      requestId: crypto.randomUUID(),
      chatId: null,
      parentId: null,
      modelId,
      preset: presetOf(null),
      folderId: useView.getState().newChatFolderId,
      parts: [
        { type: 'file', mediaType, url: attachmentUrl(id), filename: file.name },
        { type: 'text', text: t('question.onePicture') },
      ],
    })
    forgetNewPreset()
    return sent.chatId
  } catch (error) {
    annotateDraft(NEW_CHAT, { sendProblem: failureOf(error) })
    return null
  }
}
