import { render } from '@testing-library/react'
import { expect, it } from 'vitest'
import { renderBlock } from './render-block.tsx'

const shown = (source: string) => {
  const { container, unmount } = render(renderBlock(source, null, false))
  const text = container.textContent?.replaceAll(/\s/g, '') ?? ''
  unmount()
  return text
}

it.each([
  'The **garden** was quiet at _6 o’clock_, and `item_0` lay *there* ~~for~~ since __spring__.',
  'Beside [a page](https://example.org/0) and ![a picture](https://example.org/1) nobody read.',
  '| place | **count** |\n|---|---:|\n| **a** garden | `1` |\n| [b](https://example.org) | _2_ |\n',
  '- [x] done\n- [ ] not **yet**\n  - more _of_ it\n',
  '1. first\n2. second **point**\n\nand what follows\n--\n',
  '> A quote with `code` and **more**.',
  '## A name with *stars*',
  '2 * 3 is 6, and * is a star; snake_case is none.',
])('what is shown only ever grows while it is written: %j', (source) => {
  let before = ''
  for (let end = 1; end <= source.length; end += 1) {
    const now = shown(source.slice(0, end))
    expect(now.startsWith(before), `${before} became ${now}`).toBe(true)
    before = now
  }
  expect(before).not.toBe('')
})
