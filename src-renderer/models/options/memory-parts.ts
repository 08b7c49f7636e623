/** The parts of the memory a model takes, in the order they are shown. */
export const memoryParts = ['weights', 'projector', 'cache', 'compute'] as const

/** One hue in four strengths, so that the parts are told apart by their lightness alone. */
export const partLooks: Record<(typeof memoryParts)[number], string> = {
  weights: 'bg-focus',
  projector: 'bg-focus/70',
  cache: 'bg-focus/45',
  compute: 'bg-focus/25',
}
