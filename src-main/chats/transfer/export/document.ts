import type { Message } from '../../../contract/messages.ts'
import type { DocumentWords } from '../../../contract/transfer.ts'

/** Who said it, for people: the user, or the model by its name. */
export const speakerOf = ({ role, modelName }: Message, words: DocumentWords) =>
  role === 'user' ? words.you : (modelName ?? words.reply)

/** Why a reply is not whole; null for one that is. */
export function endingOf({ status }: Message, words: DocumentWords): string | null {
  if (status === 'done') return null
  return words.endings[status === 'running' ? 'interrupted' : status]
}

/** A moment as the language writes it, in this computer's time. */
export const formatTime = (time: number, { language }: DocumentWords) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(time)

/** A second in a clip: `0:01.5`. */
export function formatSeconds(seconds: number): string {
  const tenths = Math.round(seconds * 10)
  return `${Math.floor(tenths / 600)}:${((tenths % 600) / 10).toFixed(1).padStart(4, '0')}`
}
