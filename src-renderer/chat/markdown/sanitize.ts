import { safeLink } from './safe-link.ts'
import type { HtmlElement, HtmlNode, HtmlParent } from './tree.ts'

const dropped = new Set(
  (
    'applet audio base button canvas embed form frame frameset head iframe image link map meta ' +
    'noscript object option picture script select source style template textarea title track ' +
    'use video animate animatemotion animatetransform set foreignobject'
  ).split(' '),
)

/** Attributes that make a browser ask for something, or that name a place to go. */
const leading =
  /^(action|background|cite|data|dynsrc|form|formaction|href|longdesc|lowsrc|manifest|ping|poster|profile|src|srcdoc|srcset|usemap|xlinkhref|xmlbase)$/

const plainName = (name: string) => name.toLowerCase().replaceAll(/[:-]/g, '')
const fetchesInStyle = /url\s*\(|image-set|@import|expression|\\/i

function safeProperties(element: HtmlElement): HtmlElement['properties'] {
  const kept: HtmlElement['properties'] = {}
  for (const [name, value] of Object.entries(element.properties)) {
    const plain = plainName(name)
    if (plain.startsWith('on') || leading.test(plain)) continue
    if (plain === 'style' && fetchesInStyle.test(String(value))) continue
    kept[name] = value
  }
  return kept
}

/** A link for a picture in model text: the picture itself is never asked for. */
function pictureLink(element: HtmlElement, insideLink: boolean): HtmlElement {
  const url = insideLink ? null : safeLink(element.properties['src'])
  const alt = String(element.properties['alt'] || url?.hostname || '…')
  return {
    type: 'element',
    tagName: url ? 'a' : 'span',
    properties: { className: ['picture-chip'], ...(url && { href: url.href }) },
    children: [{ type: 'text', value: alt }],
  }
}

function safeLinkElement(element: HtmlElement): HtmlElement {
  const url = safeLink(element.properties['href'])
  const properties = safeProperties(element)
  return url
    ? { ...element, properties: { ...properties, href: url.href } }
    : { ...element, tagName: 'span', properties }
}

function safeNode(node: HtmlNode, insideLink: boolean): HtmlNode[] {
  if (node.type === 'text') return [node]
  if (node.type !== 'element') return 'value' in node ? [{ type: 'text', value: node.value }] : []
  const tag = node.tagName.toLowerCase()
  if (dropped.has(tag)) return []
  if (tag === 'img') return [pictureLink(node, insideLink)]
  if (tag === 'input' && node.properties['type'] !== 'checkbox') return []
  const safe = tag === 'a' ? safeLinkElement(node) : { ...node, properties: safeProperties(node) }
  const children = safe.children.flatMap((child) => safeNode(child, insideLink || tag === 'a'))
  return [{ ...safe, children } as HtmlElement]
}

/**
 * The one gate between a model's text and the page, last in the chain and so behind every other
 * step (Markdown, tables, maths): no scripts, no handlers, nothing that makes a request. Raw HTML
 * is shown as the text it is.
 */
export const sanitize = () => (tree: HtmlParent) => {
  tree.children = tree.children.flatMap((node) => safeNode(node, false))
}
