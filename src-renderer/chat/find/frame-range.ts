/**
 * Has the row of a message draw a frame around one place in it, which forced colours need: they
 * give all marks the same one. Drawn by the row, it moves with it. Answers how to take it away.
 */
export function frameRange(row: HTMLElement, range: Range): () => void {
  const { left, top } = row.getBoundingClientRect()
  const place = range.getBoundingClientRect()
  const lengths = {
    '--frame-x': place.left - left,
    '--frame-y': place.top - top,
    '--frame-width': place.width,
    '--frame-height': place.height,
  }
  for (const [name, length] of Object.entries(lengths)) row.style.setProperty(name, `${length}px`)
  row.dataset['framed'] = ''
  return () => {
    for (const name of Object.keys(lengths)) row.style.removeProperty(name)
    delete row.dataset['framed']
  }
}
