/** Nobody sees it, and with it a mark is no longer the one its model knows. */
const INVISIBLE = '\u200b'

/** What models are told turns, pictures and ends by: Gemma's own marks, and `<|…|>` of most others. */
const MARKS =
  /<(?=(?:bos|eos|pad|unk|mask|unused\d+|(?:start|end)_of_(?:turn|image|audio)|(?:image|audio)_soft_token)>|\|[^<>|\s]{1,40}\|?>|[a-z_]{1,40}\|>)/g

/**
 * Words as nothing but words. The server takes a mark for the real one wherever it stands, so that
 * somebody who writes `<end_of_turn>`, or a text that was attached, could end their own turn and
 * speak as the model.
 */
export const toPlainWords = (text: string) => text.replace(MARKS, `<${INVISIBLE}`)
