import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { FilterField } from './filter-field.tsx'

afterEach(cleanup)

function setUp() {
  const onChange = vi.fn<(text: string) => void>()
  function Held() {
    const [text, setText] = useState('')
    const take = (next: string) => {
      onChange(next)
      setText(next)
    }
    return <FilterField label="Filter" clearLabel="Clear" value={text} onChange={take} />
  }
  render(<Held />)
  return { onChange, field: screen.getByRole('searchbox') as HTMLInputElement }
}

test('letters of a word that is still being composed do not filter', () => {
  const { onChange, field } = setUp()
  fireEvent.compositionStart(field)
  fireEvent.input(field, { target: { value: 'yue' }, isComposing: true })
  expect(onChange).not.toHaveBeenCalled()
  expect(field.value).toBe('yue')
  fireEvent.input(field, { target: { value: '阅读' }, isComposing: true })
  fireEvent.compositionEnd(field)
  expect(onChange.mock.calls).toEqual([['阅读']])
  expect(field.value).toBe('阅读')
})

test('Escape empties the field, and leaves an empty one to the dialog around it', () => {
  const { onChange, field } = setUp()
  fireEvent.input(field, { target: { value: 'gemma' } })
  expect(fireEvent.keyDown(field, { key: 'Escape' })).toBe(true)
  expect(onChange.mock.calls).toEqual([['gemma'], ['']])
  fireEvent.keyDown(field, { key: 'Escape' })
  expect(onChange).toHaveBeenCalledTimes(2)
})

test('the button empties the field and keeps the focus in it', () => {
  const { field } = setUp()
  fireEvent.input(field, { target: { value: 'gemma' } })
  fireEvent.click(screen.getByRole('button', { name: 'Clear' }))
  expect(field.value).toBe('')
  expect(document.activeElement).toBe(field)
})
