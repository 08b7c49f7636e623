import { type HtmlNode, textOf } from './tree.ts'

const firstLetter = /\p{L}/u
const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/**
 * Which way a block that holds blocks is read, by its first letter. The browser's own `auto` passes
 * over what is in blocks with a direction of their own, which is all there is.
 */
export function directionOf(node: HtmlNode | undefined): 'ltr' | 'rtl' {
  const [letter = ''] = (node ? textOf(node) : '').match(firstLetter) ?? []
  return rightToLeft.test(letter) ? 'rtl' : 'ltr'
}
