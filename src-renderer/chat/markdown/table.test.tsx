import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { MarkdownText } from './markdown-text.tsx'

const widthsOf = (text: string) => {
  const { container, unmount } = render(<MarkdownText text={text} growing />)
  const table = screen.getByRole('table')
  const columns = [...container.querySelectorAll('col')].map(({ style }) => style.width)
  const found = { columns, least: table.style.minWidth }
  unmount()
  return found
}

const head = '| # | Colour | A name that is too long to be kept in one line |\n|---|---|---|\n'

it('columns keep the width their names give them, whatever is written below', () => {
  const begun = widthsOf(head)
  expect(begun).toEqual({
    columns: ['20.8333%', '20.8333%', '58.3333%'],
    least: '48ch',
  })
  for (const row of ['| 1', '| 1 | red |', `| ${'long '.repeat(40)} | red | x | y |\n| 2 |`])
    expect(widthsOf(head + row)).toEqual(begun)
})
