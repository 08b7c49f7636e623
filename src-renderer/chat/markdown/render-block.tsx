import type { ReactElement } from 'react'
import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { fitText, joinStars } from '../../../src-main/contract/fit-text.ts'
import { closeOpenMarks } from './close-open-marks.ts'
import { elements } from './elements.tsx'
import type { mathPlugins } from './math-plugins.ts'
import { sanitize } from './sanitize.ts'

const CACHED_BLOCKS = 2_000
const cache = new Map<string, ReactElement>()

/**
 * One block as elements. Blocks that scrolled out of view and come back are taken from a cache, so
 * that scrolling through long conversations parses nothing twice.
 */
export function renderBlock(
  source: string,
  maths: typeof mathPlugins | null,
  finished = true,
): ReactElement {
  const key = `${maths ? 'm' : 't'}${source}`
  const known = cache.get(key)
  if (known) return known
  const made = Markdown({
    children: joinStars(finished ? source : closeOpenMarks(source)),
    components: elements,
    remarkPlugins: [remarkGfm, ...(maths?.remark ?? []), fitText],
    rehypePlugins: [...(maths?.rehype ?? []), sanitize],
    // The sanitizer is the one judge of addresses; this would only hide some from it.
    urlTransform: (url) => url,
  })
  // The next word replaces one that is still being written.
  if (!finished) return made
  cache.set(key, made)
  if (cache.size > CACHED_BLOCKS) cache.delete(cache.keys().next().value ?? '')
  return made
}
