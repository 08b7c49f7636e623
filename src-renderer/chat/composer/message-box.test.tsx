import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { createRef, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import '../../i18n/i18n.ts'
import { draftOf } from '../draft/draft-store.ts'
import { MessageBox } from './message-box.tsx'

afterEach(cleanup)

let sent = 0
let stopped = 0

function Box() {
  const [ref] = useState(createRef<HTMLTextAreaElement>)
  return (
    <MessageBox
      ref={ref}
      draftKey="box"
      text="你好"
      locked={false}
      onSend={() => (sent += 1)}
      onStop={() => (stopped += 1) > 0}
      onBack={() => false}
    />
  )
}

describe('MessageBox', () => {
  let box: HTMLElement
  beforeEach(() => {
    sent = 0
    stopped = 0
    render(<Box />)
    box = screen.getByRole('textbox', { name: 'Message' })
  })

  it('sends with Enter and keeps the line break out of the text', () => {
    expect(fireEvent.keyDown(box, { key: 'Enter', keyCode: 13 })).toBe(false)
    expect(sent).toBe(1)
  })

  it('leaves Shift+Enter to the text', () => {
    expect(fireEvent.keyDown(box, { key: 'Enter', keyCode: 13, shiftKey: true })).toBe(true)
    expect(sent).toBe(0)
  })

  it('never sends with the Enter that chooses a word of an input method', () => {
    fireEvent.compositionStart(box)
    expect(fireEvent.keyDown(box, { key: 'Enter', keyCode: 229, isComposing: true })).toBe(true)
    fireEvent.compositionEnd(box)
    expect(sent).toBe(0)
  })

  it('never sends so in Safari either, where the composition ends before the key', () => {
    fireEvent.compositionStart(box)
    fireEvent.compositionEnd(box)
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 229, isComposing: false })
    expect(sent).toBe(0)
  })

  it('does not send again while Enter is held down', () => {
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 13, repeat: true })
    expect(sent).toBe(0)
  })

  it('stops with Escape, but not with the Escape that leaves an input method', () => {
    fireEvent.keyDown(box, { key: 'Escape', keyCode: 229, isComposing: true })
    expect(stopped).toBe(0)
    fireEvent.keyDown(box, { key: 'Escape', keyCode: 27 })
    expect(stopped).toBe(1)
  })

  it('makes a long pasted text an attachment, for the box would hold up the window', () => {
    const pasted = 'line\r\n'.repeat(5_000)
    const clipboardData = { types: ['text/plain'], files: [], getData: () => pasted }
    expect(fireEvent.paste(box, { clipboardData })).toBe(false)
    expect(draftOf('box').text).toBe('')
    expect(draftOf('box').items).toMatchObject([{ kind: 'text', text: 'line\n'.repeat(5_000) }])
  })

  it('leaves a short pasted text to the browser', () => {
    const clipboardData = { types: ['text/plain'], files: [], getData: () => 'short' }
    expect(fireEvent.paste(box, { clipboardData })).toBe(true)
  })

  it('writes what is typed into the draft', () => {
    fireEvent.change(box, { target: { value: '你好吗' } })
    expect(draftOf('box').text).toBe('你好吗')
  })
})
