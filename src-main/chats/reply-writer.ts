import { log } from '../platform/log.ts'

/** How long text may be in memory only; a crash loses at most this much of a reply. */
const SAVE_INTERVAL_MS = 250

/**
 * Gathers the text of one reply and saves it a few times a second rather than at every token, since
 * each save is a synchronous commit.
 *
 * @param begun words that are there already
 */
export function createReplyWriter(begun: string, save: (text: string) => void) {
  let text = begun
  let timer: NodeJS.Timeout | undefined

  const saveNow = () => {
    timer = undefined
    try {
      save(text)
    } catch (error) {
      // A full disk must not end the reply: the next interval tries again with all of the text.
      log.warn({ error }, 'a running reply could not be saved')
      timer ??= setTimeout(saveNow, SAVE_INTERVAL_MS)
    }
  }

  return {
    append(piece: string): void {
      text += piece
      timer ??= setTimeout(saveNow, SAVE_INTERVAL_MS)
    },
    /** All text so far. */
    text: () => text,
    /** No saves after this; the caller writes the end itself. */
    close: () => clearTimeout(timer),
  }
}
