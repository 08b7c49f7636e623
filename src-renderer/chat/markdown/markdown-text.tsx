import { memo, useMemo, useState } from 'react'
import { classNames } from '../../ui/class-names.ts'
import './markdown.css'
import { CodeFinished } from './code-finished.ts'
import { renderBlock } from './render-block.tsx'
import { noBlocks, splitBlocks } from './split-blocks.ts'
import { useMaths } from './use-maths.ts'

/** Splits a growing text again and again, each time going on from the last. */
function createSplitter() {
  let blocks = noBlocks
  return (text: string) => {
    const lines = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text
    blocks = splitBlocks(lines, blocks)
    return blocks
  }
}

/** Half a formula would be shown as an error, then as a formula, and so on with every word. */
const isOpenFormula = (source: string) =>
  /^ {0,3}\$\$/.test(source) && !/\S\s*\n {0,3}\$\$\s*$/.test(source)

const Block = memo(function Block({ source, finished }: { source: string; finished: boolean }) {
  const maths = useMaths(source.includes('$') && (finished || !isOpenFormula(source)))
  return <CodeFinished value={finished}>{renderBlock(source, maths, finished)}</CodeFinished>
})

/**
 * Markdown from a model, also while it is being written: a block that is finished is neither
 * parsed nor rendered again.
 */
export function MarkdownText({ text, growing }: { text: string; growing: boolean }) {
  const [split] = useState(createSplitter)
  const [grew, setGrew] = useState(growing)
  if (growing && !grew) setGrew(true)
  const blocks = useMemo(() => split(text), [split, text])
  return (
    // Taking the class away at its end would have everything in it styled again, in one long task.
    <div className={classNames('markdown', grew && 'grew')}>
      {blocks.sources.map((source, index) => (
        <Block
          // Blocks only ever grow at the end, so the position is the identity.
          key={index}
          source={source}
          finished={!growing || index < blocks.sources.length - 1}
        />
      ))}
    </div>
  )
}
