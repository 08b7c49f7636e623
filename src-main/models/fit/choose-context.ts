/** Beyond these a conversation on a personal computer gets slow long before it gets full. */
const CEILINGS = { words: 32_768, pictures: 16_384 }

/** A conversation with a few pictures needs this much. */
const SMALLEST_CHOICE = 4096

/** Fewer tokens are of no use to anyone. */
const SMALLEST = 1024

/** How well a context would stand. */
export interface ContextTrial {
  runsWell: boolean
  onGpu: boolean
}

/** The context a user asked for, as engines give it: never more than the model was trained for. */
export const limitContext = (wanted: number, trainedContext: number) =>
  trainedContext > 0 ? Math.min(wanted, trainedContext) : wanted

/** The most Carat chooses by itself. */
export const contextCeiling = (pictures: boolean, trainedContext: number) =>
  limitContext(pictures ? CEILINGS.pictures : CEILINGS.words, trainedContext)

/**
 * Tokens of context for a model whose user leaves the choice to Carat: halved from the ceiling until
 * everything lies on the GPU, or else until it runs well, and 4,096 if nothing does.
 */
export function chooseContext(
  pictures: boolean,
  trainedContext: number,
  tryContext: (contextSize: number) => ContextTrial,
): number {
  const sizes: number[] = []
  const smallest = limitContext(SMALLEST_CHOICE, trainedContext)
  for (let size = contextCeiling(pictures, trainedContext); size > smallest; size /= 2)
    sizes.push(Math.floor(size))
  sizes.push(smallest)
  const trials = sizes.map((size) => ({ size, ...tryContext(size) }))
  const best = trials.find(({ onGpu, runsWell }) => onGpu && runsWell)
  return (best ?? trials.find(({ runsWell }) => runsWell))?.size ?? smallest
}

/** The most tokens, in steps of 1,024, that still run well; 0 when not even 1,024 do. */
export function findLargestContext(
  trainedContext: number,
  runsWell: (contextSize: number) => boolean,
): number {
  const most = Math.max(1, Math.floor(trainedContext / SMALLEST))
  let [fits, fails] = [0, most + 1]
  while (fails - fits > 1) {
    const middle = Math.floor((fits + fails) / 2)
    if (runsWell(limitContext(middle * SMALLEST, trainedContext))) fits = middle
    else fails = middle
  }
  return fits === most ? trainedContext : fits * SMALLEST
}
