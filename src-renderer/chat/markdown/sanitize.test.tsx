import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import '../../i18n/i18n.ts'
import { findHarm } from './hostile/find-harm.ts'
import { payloads, payloadsByKind } from './hostile/payloads.ts'
import { MarkdownText } from './markdown-text.tsx'
import { mathPlugins } from './math-plugins.ts'
import { renderBlock } from './render-block.tsx'
import { sanitize } from './sanitize.ts'
import type { HtmlElement, HtmlParent } from './tree.ts'

/** Every point but the middle of the few long payloads, which only repeat one letter there. */
const splitPoints = (text: string) =>
  Array.from({ length: text.length }, (_, at) => at + 1).filter(
    (end) => end <= 120 || text.length - end <= 60,
  )

/** Thousands of renders of known number; how long they take is up to what else is going on. */
const WORK = { timeout: 120_000 }

const seen = new Set<string>()

beforeAll(async () => {
  // Formulas are loaded when the first one is seen.
  const { container } = render(<MarkdownText text="$x$" growing={false} />)
  await vi.waitFor(() => {
    if (!container.querySelector('.katex')) throw new Error('there are no formulas yet')
  })
})
afterEach(cleanup)

describe('what a model writes', () => {
  it('has enough hostile payloads to be worth the name', () => {
    expect(payloads.length).toBeGreaterThanOrEqual(300)
  })

  it.each(Object.entries(payloadsByKind))('is harmless at every point: %s', WORK, (_, ofKind) => {
    const found = new Set<string>()
    const note = (source: string, container: HTMLElement) => {
      for (const harm of findHarm(container, true)) found.add(`${harm} in ${source}`)
    }
    for (const payload of ofKind) {
      const { container, rerender, unmount } = render(<MarkdownText text="" growing />)
      for (const end of splitPoints(payload)) {
        // Many begin alike.
        if (seen.has(payload.slice(0, end))) continue
        seen.add(payload.slice(0, end))
        rerender(<MarkdownText text={payload.slice(0, end)} growing />)
        note(payload.slice(0, end), container)
      }
      rerender(<MarkdownText text={payload} growing={false} />)
      note(payload, container)
      unmount()
    }
    expect([...found]).toEqual([])
  })

  it('is harmless before the plugins for formulas are there', () => {
    const pages = payloads.map((source) => render(renderBlock(source, null)).container)
    expect(pages.flatMap((container) => findHarm(container, true))).toEqual([])
  })

  it('would be noticed if it were not', () => {
    const page = document.createElement('div')
    page.innerHTML = '<p onclick="a()"><a href="/rpc">x</a></p><iframe srcdoc="x"></iframe>'
    const harm = ['p onclick=a()', 'a href=/rpc', 'iframe', 'iframe srcdoc=x']
    expect(findHarm(page, true)).toEqual(harm)
  })

  it('keeps good links, mail addresses and formulas', () => {
    const { container } = render(
      renderBlock('[a](https://a.example/x?y=1) <me@a.example> $x^2$', mathPlugins),
    )
    expect([...container.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
      'https://a.example/x?y=1',
      'mailto:me@a.example',
    ])
    expect(container.querySelector('.katex')).not.toBeNull()
  })

  it('shows raw HTML as the text it is', () => {
    const { container } = render(renderBlock('a <b>b</b> <!-- c -->', null))
    expect(container.textContent).toBe('a <b>b</b> <!-- c -->')
  })

  it('shows a picture as a link with its words', () => {
    const { getByText } = render(renderBlock('![A red circle](https://a.example/c.png)', null))
    expect(getByText('A red circle').getAttribute('href')).toBe('https://a.example/c.png')
  })
})

describe('sanitize', () => {
  it('removes what no step before it should ever make', () => {
    const bad = (tagName: string, properties: HtmlElement['properties'] = {}): HtmlElement => ({
      type: 'element',
      tagName,
      properties,
      children: [],
    })
    const tree: HtmlParent = {
      children: [
        bad('script'),
        bad('IFRAME', { srcDoc: '<b>' }),
        bad('p', { onClick: 'alert(1)', style: 'background:URL(x)', id: 'kept' }),
        bad('a', { href: 'javascript:alert(1)' }),
        bad('svg', { xLinkHref: 'https://evil.example' }),
      ],
    }
    sanitize()(tree)
    expect(tree.children).toEqual([bad('p', { id: 'kept' }), bad('span'), bad('svg')])
  })
})
