import { useMemo } from 'react'

/** Letters laid out at once; only what is near the view is. */
const BLOCK_LENGTH = 4_000

/** Height of a block before it was on view, in pixels: about fifty lines. */
const BLOCK_HEIGHT = 1000

/** Pieces of about the same length that end at line breaks where there are any. */
function toBlocks(text: string): string[] {
  const blocks: string[] = []
  for (let start = 0; start < text.length;) {
    const wanted = start + BLOCK_LENGTH
    const line = text.indexOf('\n', wanted)
    const end = line < 0 || line > wanted + BLOCK_LENGTH ? wanted : line + 1
    blocks.push(text.slice(start, end))
    start = end
  }
  return blocks
}

/** A text of any length to scroll through: a megabyte must not hold up the window. */
export function LongText({ name, text }: { name: string; text: string }) {
  const blocks = useMemo(() => toBlocks(text), [text])
  return (
    <section
      aria-label={name}
      tabIndex={0}
      className="p-4 font-mono text-small outline-offset-[-2px]"
    >
      {blocks.map((block, place) => (
        <p
          key={place}
          dir="auto"
          className="wrap-anywhere whitespace-pre-wrap"
          style={{ contentVisibility: 'auto', containIntrinsicSize: `auto ${BLOCK_HEIGHT}px` }}
        >
          {block}
        </p>
      ))}
    </section>
  )
}
