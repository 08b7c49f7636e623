import type { Page } from '@playwright/test'
import { expect, test } from './harness/test.ts'
import { ask, finished, messageBox, replies, send, textOfReply } from './harness/window.ts'

/** What the demo model cannot write: a heading, a list, code, a table, formulas and a quote. */
const rich = `# A long answer

It begins with a paragraph that is long enough to be broken into two lines of the column, **with**
some *emphasis* and \`code\`.

- first, an item
- second, another one with $a^2 + b^2 = c^2$ in it

\`\`\`ts
export function add(left: number, right: number): number {
  // A comment that is coloured in the end.
  return left + right
}
\`\`\`

| Shape | Colour | Count |
| --- | --- | --- |
| circle | red | 1 |
| square | blue | 2 |
| a shape with a far longer name than the others have | turquoise, or nearly so | 1,000,000 |

$$
\\int_0^1 x^2 \\, dx = \\frac{1}{3}
$$

> A quote, and then the end.

The last words.`

/**
 * Puts other words into an answer on its way to the window: the engine, the services and their
 * timing are real, only the letters differ.
 */
async function writeInstead(page: Page, text: string, pieces: number) {
  const size = Math.ceil(text.length / pieces)
  let begun = false
  let sent = 0
  const next = () => {
    const piece = text.slice(sent, sent + size)
    sent += size
    return piece
  }
  const rewrite = (event: Record<string, unknown>) => {
    if (event['type'] === 'delta') event['text'] = next()
    const message = event['message'] as
      | { role?: string; status?: string; parts?: unknown[] }
      | undefined
    if (event['type'] === 'message' && message?.status === 'done')
      message.parts = [{ type: 'text', text }]
  }
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('type' in value) rewrite(value as Record<string, unknown>)
    for (const part of Object.values(value)) visit(part)
  }
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      if (!begun || !/"type":"(delta|message)"/.test(String(message))) return socket.send(message)
      const frame: unknown = JSON.parse(String(message))
      visit(frame)
      const changed = JSON.stringify(frame)
      socket.send(typeof message === 'string' ? changed : Buffer.from(changed))
    })
  })
  return { begin: () => void (begun = true) }
}

/** What moved by itself from now on, with how far. */
async function watchShifts(page: Page) {
  await page.evaluate(() => {
    const shifts: string[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        hadRecentInput: boolean
        sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
      })[])
        if (!entry.hadRecentInput)
          for (const { node, previousRect: was, currentRect: is } of entry.sources) {
            const element = node instanceof Element ? node : node?.parentElement
            const name = `${element?.tagName} ${element?.className}`.slice(0, 60)
            shifts.push(`${entry.value.toFixed(4)} ${name} ${was.y} → ${is.y}, ${was.x} → ${is.x}`)
          }
    }).observe({ type: 'layout-shift' })
  })
  return () => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)
}

test('nothing moves while an answer is written', { tag: '@web' }, async ({ app }) => {
  const page = await app.openWindow()
  const written = await writeInstead(page, rich, 8)
  await page.reload()
  await expect(messageBox(page)).toBeEditable()
  // What formulas need is loaded beside the first reply.
  await ask(page, 'Who are you?')
  await expect.poll(() => page.evaluate(() => document.fonts.check('16px KaTeX_Main'))).toBe(true)
  written.begin()
  const shifts = await watchShifts(page)
  const reply = await send(page, 'Tell me a story.')
  await finished(reply)
  const text = textOfReply(reply)
  await expect(text.locator('.code-colour').first()).toBeVisible()
  await expect(text.locator('.katex')).toHaveCount(2)
  await expect(text.getByText('The last words.')).toBeVisible()
  expect(await shifts()).toEqual([])
  await expect(replies(page)).toHaveCount(2)
})
