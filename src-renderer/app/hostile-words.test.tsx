import { act, cleanup, render } from '@testing-library/react'
import { X } from 'lucide-react'
import { afterEach, expect, test, vi } from 'vitest'
import { findHarm } from '../chat/markdown/hostile/find-harm.ts'
import { payloads } from '../chat/markdown/hostile/payloads.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { showToast, Toaster } from '../ui/toast.tsx'

afterEach(cleanup)

/** All of them, twenty at a time: what could be read as more than words would be so in company, too. */
const hostile = Array.from({ length: Math.ceil(payloads.length / 20) }, (_, part) =>
  payloads.slice(part * 20, part * 20 + 20).join('\n'),
)

test('hostile words in toasts and in the names of their buttons stay words', () => {
  const alerted = vi.spyOn(window, 'alert').mockReturnValue()
  render(<Toaster beside label="Notifications" dismissLabel="Close" />)
  act(() => {
    for (const words of hostile)
      showToast({ text: words, action: { label: 'Undo', name: words, run: () => {} } })
  })
  const shown = document.body.textContent
  expect(hostile.filter((words) => !shown.includes(words))).toEqual([])
  expect(findHarm(document.body, false)).toEqual([])
  expect(alerted).not.toHaveBeenCalled()
})

test('hostile words in tooltips, names and titles stay words', () => {
  const { container } = render(
    <>
      {hostile.map((words) => (
        <div key={words} title={words}>
          <IconButton label={words} icon={X} />
        </div>
      ))}
    </>,
  )
  const buttons = [...container.querySelectorAll('button')]
  expect(buttons.map((button) => button.getAttribute('aria-label'))).toEqual(hostile)
  const harm: string[] = []
  for (const [place, button] of buttons.entries()) {
    act(() => button.focus())
    const popup = [...document.body.children].find((one) => one.textContent === hostile[place])
    if (!popup) harm.push(`no tooltip: ${place}`)
    else harm.push(...findHarm(popup, false))
    act(() => button.blur())
  }
  expect([...harm, ...findHarm(container, false)]).toEqual([])
})
