import { insertWords } from './insert-words.ts'

/** Writes the slash with which prompts are offered, as if it were typed at the end of a box. */
export function beginSlash(box: HTMLTextAreaElement, onWritten: (text: string) => void) {
  const end = box.value.length
  insertWords(box, { start: end, end, words: /\S$/.test(box.value) ? ' /' : '/' }, onWritten)
}
