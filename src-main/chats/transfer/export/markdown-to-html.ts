import rehypeKatex from 'rehype-katex'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { fitText, joinStars, type MarkdownNode } from '../../../contract/fit-text.ts'
import { mathAttributes, mathElements } from './math-elements.ts'

/** An element of an HTML tree, as far as it is looked at here. */
interface HtmlNode {
  type: string
  tagName?: string
  properties?: Record<string, unknown>
  children?: HtmlNode[]
}

/** Raw HTML in a reply is shown as the text it is, and a picture as a link that says its name. */
const asText = () => (tree: MarkdownNode) => {
  const walk = (node: MarkdownNode & { alt?: string | null }) => {
    if (node.type === 'html') node.type = 'text'
    if (node.type === 'image') {
      node.type = 'link'
      node.children = [{ type: 'text', value: node.alt || node.url || '…' }]
    }
    node.children?.forEach(walk)
  }
  walk(tree)
}

const allowed = new Set(['http:', 'https:', 'mailto:'])
const controls = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/** Left alone by the rules for addresses, but read as something else by systems that open them. */
const odd = /[\\^`{|}]/g

/** Where a link may lead, by the rules of the window; of a mail only whom it is for. */
function safeLink(address: unknown): string | null {
  if (typeof address !== 'string' || controls.test(address)) return null
  const url = URL.parse(address)
  if (!url || !allowed.has(url.protocol)) return null
  if (url.protocol === 'mailto:') return `mailto:${url.pathname}`
  if (!url.hostname || url.username || url.password) return null
  return url.href.replaceAll(odd, encodeURIComponent)
}

/** Only absolute web and mail addresses lead anywhere: in a saved file others would mean files. */
const safeLinks = () => (tree: HtmlNode) => {
  const walk = (node: HtmlNode) => {
    if (node.tagName === 'a') {
      const href = safeLink(node.properties?.['href'])
      if (href !== null) node.properties = { href, rel: ['noreferrer', 'nofollow'] }
      else Object.assign(node, { tagName: 'span', properties: {} })
    }
    node.children?.forEach(walk)
  }
  walk(tree)
}

/** What may stand in a document: words, tables, lists, code and maths. Nothing that asks for anything. */
const schema: typeof defaultSchema = {
  ...defaultSchema,
  tagNames: [
    ...(defaultSchema.tagNames ?? []).filter(
      (name) => !['img', 'picture', 'source', 'details', 'summary'].includes(name),
    ),
    ...mathElements,
  ],
  attributes: {
    ...defaultSchema.attributes,
    ...Object.fromEntries(mathElements.map((name) => [name, mathAttributes])),
    code: [['className', /^language-[\w+#.-]{1,40}$/]],
    input: [['disabled', true], ['type', 'checkbox'], 'checked'],
    '*': ['align', 'dir'],
  },
}

/** Headings of a reply stand below the one that says whose it is; code that scrolls can be reached. */
const fitPage = (top: number) => () => (tree: HtmlNode) => {
  const walk = (node: HtmlNode) => {
    const level = /^h([1-6])$/.exec(node.tagName ?? '')?.[1]
    if (level) node.tagName = `h${Math.min(6, Number(level) - 1 + top)}`
    if (node.tagName === 'pre') node.properties = { ...node.properties, tabIndex: 0 }
    node.children?.forEach(walk)
  }
  walk(tree)
}

const createProcessor = (top: number) =>
  unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkMath)
    .use(fitText)
    .use(asText)
    .use(remarkRehype)
    // MathML needs neither styles nor fonts, and every browser shows it.
    .use(rehypeKatex, {
      output: 'mathml',
      trust: false,
      strict: 'ignore',
      maxExpand: 500,
      maxSize: 20,
    })
    .use(rehypeSanitize, schema)
    .use(safeLinks)
    .use(fitPage(top))
    .use(rehypeStringify)

const processors = { 3: createProcessor(3), 4: createProcessor(4) }

/**
 * A reply as HTML that can do nothing: read by the same rules as in the window, then cut down by
 * rehype-sanitize to what is named above, last in the chain.
 */
export const markdownToHtml = async (text: string, top: 3 | 4): Promise<string> =>
  String(await processors[top].process(joinStars(text)))

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Words as they are, also inside an attribute. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (mark) => entities[mark] ?? '')
