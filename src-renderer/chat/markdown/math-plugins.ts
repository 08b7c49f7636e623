import 'katex/dist/katex.min.css'
import type { Options } from 'react-markdown'
import rehypeKatex from 'rehype-katex'
import remarkMath from 'remark-math'

/** Loaded with the first formula: KaTeX is heavier than all other words together. */
export const mathPlugins: { remark: Options['remarkPlugins']; rehype: Options['rehypePlugins'] } = {
  remark: [remarkMath],
  rehype: [
    [
      rehypeKatex,
      { trust: false, strict: 'ignore', maxExpand: 500, maxSize: 20, errorColor: 'currentColor' },
    ],
  ],
}
