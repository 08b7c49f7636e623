import { afterEach, expect, test } from 'vitest'
import { isEscapeForPage } from './escape-key.ts'

afterEach(() => {
  document.body.innerHTML = ''
})

/** Whether Escape pressed on the first element of this page is for the page. */
function pressedOn(html: string, init: KeyboardEventInit = {}): boolean {
  document.body.innerHTML = html
  let answer = false
  const listen = (event: KeyboardEvent) => {
    answer = isEscapeForPage(event)
  }
  window.addEventListener('keydown', listen, { once: true })
  const target = document.querySelector('[data-target]')
  target?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, ...init }))
  return answer
}

test('Escape is for the page where nothing else has a use for it', () => {
  expect(pressedOn('<button data-target></button>')).toBe(true)
  expect(pressedOn('<input role="searchbox" data-target>')).toBe(true)
  expect(pressedOn('<button data-target></button>', { key: 'Enter' })).toBe(false)
})

test.each([
  '<div role="dialog"><button data-target></button></div>',
  '<div role="menu"><div role="menuitem" data-target></div></div>',
  '<div role="listbox"><div role="option" data-target></div></div>',
  '<input data-target>',
  '<textarea data-target></textarea>',
])('Escape in %s is not for the page', (html) => {
  expect(pressedOn(html)).toBe(false)
})

test('Escape that ends the composing of a word stays there', () => {
  expect(pressedOn('<input role="searchbox" data-target>', { isComposing: true })).toBe(false)
})
