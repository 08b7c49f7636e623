import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepFocus } from './keep-focus.ts'

let closing: AbortController

beforeEach(() => {
  closing = new AbortController()
  document.body.innerHTML = `
    <main tabindex="-1">
      <ul>
        <li id="one"><button>One</button></li>
        <li id="two"><button>Two</button></li>
        <li id="three"><button>Three</button></li>
      </ul>
      <button id="last">Last</button>
    </main>`
  keepFocus(closing.signal)
})

afterEach(() => closing.abort())

const element = (selector: string) => document.querySelector<HTMLElement>(selector)
const words = () => document.activeElement?.textContent

function use(selector: string, event: Event) {
  element(selector)?.focus()
  element(selector)?.dispatchEvent(event)
}
const key = () => new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })
const pause = () => new Promise((resolve) => setTimeout(resolve, 120))

test('what a key removed leaves the focus to the next, then to the one before', async () => {
  use('#two button', key())
  element('#two')?.remove()
  await pause()
  expect(words()).toBe('Three')
  use('#last', key())
  element('#last')?.remove()
  await pause()
  expect(words()).toBe('One')
})

test('what a key disabled leaves the focus as well', async () => {
  use('#two button', key())
  element('#two button')?.setAttribute('disabled', '')
  element('#two button')?.blur()
  await pause()
  expect(words()).toBe('One')
})

test('a dialog that opens a moment later keeps the focus it took', async () => {
  document.body.insertAdjacentHTML(
    'beforeend',
    '<div id="popup" role="dialog" tabindex="-1"></div>',
  )
  use('#two button', key())
  element('#two')?.remove()
  await new Promise((resolve) => setTimeout(resolve))
  element('#popup')?.focus()
  await pause()
  expect(document.activeElement).toBe(element('#popup'))
})

test('the focus that was set on purpose stays, and a pointer moves none', async () => {
  use('#two button', key())
  element('#two')?.remove()
  element('#last')?.focus()
  await pause()
  expect(words()).toBe('Last')
  use('#one button', new Event('pointerdown', { bubbles: true }))
  element('#one')?.remove()
  await pause()
  expect(document.activeElement).toBe(document.body)
})
