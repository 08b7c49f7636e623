import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { createRef, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyDraft } from '../draft/draft.ts'
import { useDrafts } from '../draft/draft-store.ts'
import '../../i18n/i18n.ts'
import { usePresets } from '../../rpc/presets-store.ts'
import { BlankHint } from './blank-hint.tsx'
import { useBlanks } from './blanks.ts'
import { MessageBox } from './message-box.tsx'

const own = {
  id: 'own',
  name: 'Menu in a table',
  text: 'Write the menu in {{language}}, prices in {{currency}}.',
}
let sent = 0

function Box() {
  const [ref] = useState(createRef<HTMLTextAreaElement>)
  const { text } = useDrafts(({ drafts }) => drafts['box'] ?? emptyDraft)
  return (
    <>
      <MessageBox
        ref={ref}
        draftKey="box"
        text={text}
        locked={false}
        onSend={() => (sent += 1)}
        onStop={() => false}
        onBack={() => false}
      />
      <BlankHint draftKey="box" text={text} held={false} />
    </>
  )
}

describe('the menu of prompts', () => {
  let box: HTMLTextAreaElement
  const write = (value: string) => fireEvent.change(box, { target: { value } })
  const press = (key: string, more = {}) => fireEvent.keyDown(box, { key, keyCode: 13, ...more })
  const options = () => screen.queryAllByRole('option').map(({ textContent }) => textContent)
  const selected = () => box.value.slice(box.selectionStart, box.selectionEnd)

  beforeEach(() => {
    sent = 0
    useDrafts.setState({ drafts: {} })
    useBlanks.setState({ names: {} })
    usePresets.setState({ presets: { assistants: [], prompts: [own], hiddenStarters: ['sign'] } })
    render(<Box />)
    box = screen.getByRole('textbox', { name: 'Message' })
  })
  afterEach(cleanup)

  it('opens at a slash, the user’s own first, without what is hidden', () => {
    expect(screen.queryByRole('listbox')).toBeNull()
    write('/')
    const list = screen.getByRole('listbox', { name: 'Prompts' })
    expect(box.getAttribute('aria-controls')).toBe(list.id)
    expect(options()[0]).toContain('Menu in a table')
    expect(options()).toHaveLength(8)
    expect(options().join()).not.toContain('Translate a sign')
    expect(screen.getByText(/^8 prompts/)).toBeTruthy()
    const [first] = screen.getAllByRole('option')
    expect(first?.getAttribute('aria-selected')).toBe('true')
    expect(box.getAttribute('aria-activedescendant')).toBe(first?.id)
  })

  it('narrows down as one writes, and is gone where nothing is found', () => {
    write('/POSTS')
    expect(options()).toHaveLength(1)
    write('/usr/bin')
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(press('Enter')).toBe(false)
    expect(sent).toBe(1)
  })

  it('is moved through with the arrows, round and round', () => {
    write('/compare')
    write('/')
    press('ArrowUp')
    expect(screen.getAllByRole('option').at(-1)?.getAttribute('aria-selected')).toBe('true')
    press('ArrowDown')
    press('ArrowDown')
    expect(screen.getAllByRole('option')[1]?.getAttribute('aria-selected')).toBe('true')
  })

  it('closes with Escape until another slash, and does not send with Enter', () => {
    write('/')
    press('Escape')
    expect(screen.queryByRole('listbox')).toBeNull()
    write('/m')
    expect(screen.queryByRole('listbox')).toBeNull()
    write('look\n/menu')
    expect(options()).toHaveLength(1)
    press('Enter')
    expect(sent).toBe(0)
    expect(box.value).toBe(`look\n${own.text}`)
  })

  it('selects the places to fill in one after the other, then lets Tab go on', () => {
    write('/menu')
    expect(press('Tab')).toBe(false)
    expect(box.value).toBe(own.text)
    expect(selected()).toBe('{{language}}')
    expect(screen.getByText('Fill in “language”, then press Tab for the next')).toBeTruthy()
    expect(press('Tab')).toBe(false)
    expect(selected()).toBe('{{currency}}')
    write('Write the menu in French, prices in {{currency}}.')
    box.setSelectionRange(36, 48)
    expect(press('Tab')).toBe(true)
    expect(screen.getByText('Fill in “currency”')).toBeTruthy()
    write('Write the menu in French, prices in francs.')
    expect(screen.queryByText(/Fill in/)).toBeNull()
    expect(press('Tab')).toBe(true)
  })

  it('leaves the keys of an input method alone, and waits for its words', () => {
    write('/')
    expect(press('Enter', { isComposing: true, keyCode: 229 })).toBe(true)
    expect(box.value).toBe('/')
    fireEvent.compositionStart(box)
    write('/cai dan')
    expect(options()).toHaveLength(8)
    write('/menu')
    fireEvent.compositionEnd(box)
    expect(options()).toHaveLength(1)
  })

  it('is chosen from by pointer, and the box keeps the focus', () => {
    write('/menu')
    const [option] = screen.getAllByRole('option')
    if (!option) throw new Error('no option')
    expect(fireEvent.mouseDown(option)).toBe(false)
    fireEvent.click(option)
    expect(box.value).toBe(own.text)
  })
})
