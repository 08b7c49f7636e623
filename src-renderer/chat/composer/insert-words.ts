/**
 * Puts words in place of others in a box as if they were typed: so the browser's own undo takes them
 * back. `onWritten` hears the whole text where the browser cannot do that.
 */
export function insertWords(
  box: HTMLTextAreaElement,
  { start, end, words }: { start: number; end: number; words: string },
  onWritten: (text: string) => void,
) {
  box.focus()
  box.setSelectionRange(start, end)
  // Marked as outdated, but nothing else keeps the history of a field.
  if (
    typeof document.execCommand === 'function' &&
    document.execCommand('insertText', false, words)
  )
    return
  box.setRangeText(words, start, end, 'end')
  onWritten(box.value)
}
