import { foldText } from '../../../src-main/contract/fold-text.ts'
import type { Message } from '../../../src-main/contract/messages.ts'
import { textOf } from '../conversation/conversation-state.ts'
import { plainText } from './plain-text.ts'

/** Messages never change but are replaced, so what was folded stays true. */
const folded = new WeakMap<Message, string>()

/** The words of a message as they are looked for. */
export function foldedText(message: Message): string {
  const known = folded.get(message)
  if (known !== undefined) return known
  const text = textOf(message.parts)
  const fresh = foldText(message.role === 'assistant' ? plainText(text) : text)
  folded.set(message, fresh)
  return fresh
}

/** So long the window may be held up at once. */
const SLICE_MS = 8

/**
 * Makes the messages of a long conversation ready to be looked through while the first letters are
 * typed, the newest first, a little at a time. Answers how to stop that.
 */
export function foldAhead(messages: readonly Message[]): () => void {
  let place = messages.length
  let timer: ReturnType<typeof setTimeout>
  const foldSome = () => {
    const end = performance.now() + SLICE_MS
    while (place > 0 && performance.now() < end) foldedText(messages[(place -= 1)]!)
    if (place > 0) timer = setTimeout(foldSome)
  }
  timer = setTimeout(foldSome)
  return () => clearTimeout(timer)
}
