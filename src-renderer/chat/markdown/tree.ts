import type { ExtraProps } from 'react-markdown'

/** An element of the HTML tree that react-markdown shows. */
export type HtmlElement = NonNullable<ExtraProps['node']>

export type HtmlNode = HtmlElement['children'][number]

/** Anything with children; the root of an HTML tree too. */
export interface HtmlParent {
  children: HtmlNode[]
}
