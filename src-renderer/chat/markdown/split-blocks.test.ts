import { describe, expect, it } from 'vitest'
import { noBlocks, splitBlocks } from './split-blocks.ts'

const nasty = `# Heading 标题

A paragraph with **bold**, \`code\` and a [link](https://example.com).
Setext heading
===

1. one

2. two
   continued

   \`\`\`python
   def f(x):

       return "\`\`\`" + x
   \`\`\`

3. three

- a
  - b

    deep

| 名称 | 值 |
|------|---:|
| 半径 | \\|r\\| |
| 面积 | $\\pi r^2$ |
after the table

\`\`\`\`md
\`\`\`
not closed here

$$ not maths $$
\`\`\`
\`\`\`\`

$$
a = b

+ c
$$

行内 $E=mc^2$ 和“**重点：**内容”。
> quote
lazy

> another

    indented code

    with a gap

<div>

*raw*

</div>

<!-- a comment

goes on -->

* * *
- last
+ other list

~~~
open fence

never closed
`

describe('splitBlocks', () => {
  it('keeps every character', () => {
    expect(splitBlocks(nasty).sources.join('')).toBe(nasty)
  })

  it('gives the same blocks as the whole document at every point of the stream', () => {
    let blocks = noBlocks
    for (let end = 1; end <= nasty.length; end += 1) {
      const text = nasty.slice(0, end)
      blocks = splitBlocks(text, blocks)
      expect(blocks.sources, `after ${JSON.stringify(text.slice(-20))}`).toEqual(
        splitBlocks(text).sources,
      )
    }
  })

  it('gives the same blocks whatever the size of the pieces', () => {
    for (const size of [2, 3, 7, 16, 61, 250]) {
      let blocks = noBlocks
      for (let end = 0; end <= nasty.length + size; end += size)
        blocks = splitBlocks(nasty.slice(0, end), blocks)
      expect(blocks.sources).toEqual(splitBlocks(nasty).sources)
    }
  })

  it('starts afresh when the text is another one', () => {
    const blocks = splitBlocks('one\n\ntwo\n\nthree')
    expect(splitBlocks('four', blocks).sources).toEqual(['four'])
  })

  it('keeps display maths with blank lines in one block', () => {
    expect(splitBlocks('so\n$$\na\n\nb\n$$\nend').sources).toEqual([
      'so\n',
      '$$\na\n\nb\n$$\n',
      'end',
    ])
  })
})
