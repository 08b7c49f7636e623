import { fromDom } from 'hast-util-from-dom'
import katex from 'katex'
import type { HtmlElement, HtmlNode, HtmlParent } from './tree.ts'

const settings = {
  trust: false,
  strict: 'ignore',
  maxExpand: 500,
  maxSize: 20,
  errorColor: 'currentColor',
} as const

const CACHED_FORMULAS = 500
const cache = new Map<string, HtmlNode[]>()

/** Built as elements, never as a text of HTML: nothing is there that a parser could read otherwise. */
function makeFormula(source: string, displayMode: boolean): HtmlNode[] {
  const place = document.createElement('span')
  try {
    katex.render(source, place, { ...settings, displayMode, throwOnError: false })
  } catch {
    place.textContent = source
    place.className = 'katex-error'
  }
  return (fromDom(place) as HtmlElement).children
}

/** While an answer is written its last paragraph is read again and again, with all its formulas. */
function formula(source: string, displayMode: boolean): HtmlNode[] {
  const key = `${displayMode ? 'd' : 'i'}${source}`
  const known = cache.get(key)
  if (known) return known
  const made = makeFormula(source, displayMode)
  cache.set(key, made)
  if (cache.size > CACHED_FORMULAS) cache.delete(cache.keys().next().value ?? '')
  return made
}

const textOf = (node: HtmlNode): string => {
  if (node.type === 'text') return node.value
  return node.type === 'element' ? node.children.map(textOf).join('') : ''
}

const classesOf = (node: HtmlNode | undefined): readonly unknown[] => {
  const names = node?.type === 'element' ? node.properties['className'] : null
  return Array.isArray(names) ? names : []
}

/** The code that holds a formula: by itself in a line, or alone in a block. */
function replacement(node: HtmlElement): HtmlNode[] | null {
  const block = node.tagName === 'pre'
  const code = block ? node.children[0] : node
  if (!code || !classesOf(code).includes('language-math')) return null
  return formula(textOf(code), block)
}

function showIn(parent: HtmlParent): void {
  parent.children = parent.children.flatMap((node) => {
    if (node.type !== 'element') return [node]
    const shown = replacement(node)
    if (shown) return shown
    showIn(node)
    return [node]
  })
}

/** Shows what `remark-math` found with KaTeX; what it cannot read stays as it was written. */
export const showFormulas = () => showIn
