import { randomUUID } from 'node:crypto'
import { attachmentUrl } from '../../../contract/attachments.ts'
import type { Part } from '../../../contract/messages.ts'
import type { ConversationPreset } from '../../../contract/presets.ts'
import type { Recipe } from '../../../contract/recipe.ts'
import { createMessageCommits } from '../../commit-messages.ts'
import { createChatStore } from '../../chat-store.ts'
import { redCircle } from './foreign-exports.ts'
import type { OpenTransfer } from './open-transfer.ts'

const model = { id: 'demo', name: 'Demo <model>' }

const assistant = {
  name: 'Poet <b>',
  instructions: 'Answer in verse.',
  modelId: model.id,
  sampling: { temperature: 0.2, maxTokens: 50 },
  pictureDetail: 'detailed' as const,
  clipFrames: 12,
}

const recipeOf = (preset: ConversationPreset | null): Recipe => ({
  model: {
    ...model,
    quantization: 'Q4_0',
    fingerprint: 'f'.repeat(40),
    sha256: 'a'.repeat(64),
    loadKey: '{"contextSize":4096}',
  },
  engine: { kind: 'vision', device: 'CPU', version: 'llama.cpp b1, node-llama-cpp 3' },
  sampling: {
    temperature: 0.2,
    topP: 0.9,
    topK: 3,
    minP: 0.05,
    repeatPenalty: 1.1,
    seed: 7,
    maxTokens: 50,
  },
  assistant: preset?.assistantId ? { id: preset.assistantId, name: assistant.name } : null,
  instructions: preset ? assistant.instructions : '',
  begun: 0,
  context: null,
})

/**
 * For tests: two conversations. The first is pinned in a folder and has a picture, a clip, a long text, versions of an answer of
 * which one was stopped, and something left out of the context; the second is in Chinese. An
 * assistant answers in the first, and one that was removed in the second.
 */
export async function fillProfile({ attachments, database, order, presets }: OpenTransfer) {
  const commits = createMessageCommits(database)
  const store = createChatStore(database)
  const picture = await attachments.add(new File([redCircle], 'red & round.png'))
  const say = (
    parts: Part[],
    answer: string,
    at: { chatId: string | null; parentId: string | null } = { chatId: null, parentId: null },
    context: { afterMessageId: string | null; summary: string | null } | null = null,
    preset: ConversationPreset | null = null,
  ) => {
    const recipe = { ...recipeOf(preset), context }
    const asked = { requestId: randomUUID(), ...at, model, parts, context, preset, recipe }
    const sent = commits.send(asked)
    store.endReply(sent.replyId, { status: 'done', text: answer, failure: null, stats })
    return sent
  }
  const poet = { ...assistant, id: randomUUID() }
  const removed = { ...assistant, id: randomUUID(), name: '翻译', modelId: null }
  for (const one of [poet, removed]) presets.saveAssistant(one, null)
  presets.saveAssistant({ ...assistant, id: randomUUID(), name: 'Nobody asked' }, null)
  presets.remove('assistant', removed.id)
  for (const name of ['菜单', 'Alt text'])
    presets.savePrompt({ id: randomUUID(), name, text: `${name}: {{language}}` }, null)
  const stats = {
    engine: 'vision' as const,
    device: 'CPU',
    timeToFirstTokenMs: 12.5,
    promptTokens: 300,
    reusedTokens: 0,
    promptTokensPerSecond: 100,
    outputTokens: 5,
    outputTokensPerSecond: null,
  }
  const first = say(
    [
      {
        type: 'file',
        mediaType: picture.mediaType,
        url: attachmentUrl(picture.id),
        filename: picture.name,
        detail: 'auto',
        closerLooks: [{ x: 0, y: 0, width: 0.5, height: 0.5 }],
      },
      {
        type: 'data-clip',
        data: {
          name: 'clip.mp4',
          durationSeconds: 3,
          frames: [{ attachmentId: picture.id, seconds: 1.5 }],
        },
      },
      { type: 'data-text', data: { name: 'notes.md', text: 'a ``` fence\n<script>x</script>' } },
      { type: 'text', text: 'What is <b>this</b>?' },
    ],
    'A **red** circle: $r^2$\n\n```js\nlet a = 1\n```\n\n<img src=x onerror=alert(1)>',
    undefined,
    null,
    { assistantId: poet.id, modelId: model.id, sampling: { seed: 7, topK: 3 } },
  )
  const { chatId } = first
  const other = commits.retry({
    requestId: randomUUID(),
    chatId,
    userMessageId: first.userMessageId,
    model,
    context: null,
    begun: '',
  })
  store.endReply(other.replyId, { status: 'stopped', text: 'A circ', failure: null, stats: null })
  say(
    [{ type: 'text', text: 'And now?' }],
    'Still one.',
    { chatId, parentId: first.replyId },
    { afterMessageId: first.replyId, summary: 'A circle was seen.' },
  )
  store.rename(chatId, 'Shapes / "round" <one>', 'user')
  const folderId = randomUUID()
  order.makeFolder(folderId, 'Shapes')
  order.arrange([{ chatIds: [chatId], change: { folderId, pinned: true } }])
  const chinese = say(
    [{ type: 'text', text: '你好，世界' }],
    '你好！**重点：**内容',
    undefined,
    null,
    { assistantId: removed.id, modelId: null, sampling: {} },
  )
  return { chatId, chineseId: chinese.chatId, otherReplyId: other.replyId, picture }
}
