import 'katex/dist/katex.min.css'
import type { Options } from 'react-markdown'
import remarkMath from 'remark-math'
import { showFormulas } from './show-formulas.ts'
import type { HtmlNode, HtmlParent } from './tree.ts'

/** Formulas read from left to right and say nothing about the direction of the text around them. */
const leftToRight = () => (tree: HtmlParent) => {
  const mark = (node: HtmlNode) => {
    if (node.type !== 'element') return
    const classes = node.properties['className']
    if (Array.isArray(classes) && classes.includes('katex')) node.properties['dir'] = 'ltr'
    else for (const child of node.children) mark(child)
  }
  for (const child of tree.children) mark(child)
}

/** Loaded with the first formula: KaTeX is heavier than all other words together. */
export const mathPlugins: { remark: Options['remarkPlugins']; rehype: Options['rehypePlugins'] } = {
  remark: [remarkMath],
  rehype: [showFormulas, leftToRight],
}
