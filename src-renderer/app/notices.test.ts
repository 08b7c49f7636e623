import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useView } from '../state/view-store.ts'
import { payloads } from '../chat/markdown/hostile/payloads.ts'
import { notify } from './notices.ts'

// jsdom has no screen to ask about.
vi.hoisted(() => Object.assign(window, { matchMedia: () => ({ matches: false }) }))

const words = { title: 'The answer is ready', body: 'Click to read it' }
const target = { kind: 'chat', chatId: 'a' } as const
let shown: ShownNotice[] = []

/** What a browser's own would show. */
class ShownNotice extends EventTarget {
  static permission = 'granted'
  readonly title: string
  readonly tag: string
  readonly body: string
  close = () => {}

  constructor(title: string, { tag = '', body = '' }: NotificationOptions) {
    super()
    this.title = title
    this.tag = tag
    this.body = body
    shown.push(this)
  }
}

beforeEach(() => {
  shown = []
  ShownNotice.permission = 'granted'
  vi.stubGlobal('Notification', ShownNotice)
  vi.spyOn(document, 'hasFocus').mockReturnValue(false)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('a click opens what was told', () => {
  vi.spyOn(window, 'focus').mockReturnValue()
  notify('brief', target, words)
  expect(shown).toMatchObject([{ title: words.title, tag: 'chat:a' }])
  shown[0]?.dispatchEvent(new Event('click'))
  expect(useView.getState().selectedChatId).toBe('a')
})

test('nothing is shown when it is off, not allowed, or on view anyway', () => {
  notify('off', target, words)
  notify(undefined, target, words)
  ShownNotice.permission = 'default'
  notify('titled', target, words)
  ShownNotice.permission = 'granted'
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  notify('titled', target, words)
  expect(shown).toEqual([])
})

test('Electron shows it where it is there', () => {
  const asked = vi.fn<(notice: unknown) => void>()
  vi.stubGlobal('carat', { notify: asked })
  notify('brief', { kind: 'downloads' }, words)
  expect(asked).toHaveBeenCalledWith({ id: 'downloads', ...words })
  expect(shown).toEqual([])
})

test('hostile words that are told stay words, and none is left unsaid', () => {
  for (const body of payloads) notify('titled', target, { title: words.title, body })
  expect(shown.map(({ body }) => body)).toEqual(payloads)
  expect(document.body.innerHTML).toBe('')
})
