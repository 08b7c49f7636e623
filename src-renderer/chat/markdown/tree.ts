import type { ExtraProps } from 'react-markdown'

/** An element of the HTML tree that react-markdown shows. */
export type HtmlElement = NonNullable<ExtraProps['node']>

export type HtmlNode = HtmlElement['children'][number]

/** Anything with children; the root of an HTML tree too. */
export interface HtmlParent {
  children: HtmlNode[]
}

/** The text in a node, as it is read. */
export const textOf = (node: HtmlNode): string => {
  if (node.type === 'text') return node.value
  return node.type === 'element' ? node.children.map(textOf).join('') : ''
}
