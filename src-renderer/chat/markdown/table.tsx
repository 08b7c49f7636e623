import { useTranslation } from 'react-i18next'
import type { ComponentProps } from 'react'
import type { ExtraProps } from 'react-markdown'
import { directionOf } from './direction-of.ts'
import { type HtmlNode, textOf } from './tree.ts'

/** Letters of a column's name that count for its share; also what every column has room for. */
const LEAST_LETTERS = 6
const MOST_LETTERS = 24
/** Room between columns, in letters. */
const GAP = 4

const childrenOf = (node: HtmlNode | undefined, tagName: string) =>
  node?.type === 'element' ? node.children.filter((child) => isNamed(child, tagName)) : []

const isNamed = (node: HtmlNode, tagName: string) =>
  node.type === 'element' && node.tagName === tagName

/**
 * How wide each column is to be, in letters, by the names in the head alone: they are there before
 * any row, so that columns stay where they are while rows are written.
 */
function columnsOf(table: HtmlNode | undefined): number[] {
  const [head] = childrenOf(table, 'thead')
  const [names] = childrenOf(head, 'tr')
  return childrenOf(names, 'th').map((name) =>
    Math.min(MOST_LETTERS, Math.max(LEAST_LETTERS, textOf(name).length)),
  )
}

/** A table of a reply. One that is too wide is scrolled by itself. */
export function Table({ node, children, ...table }: ComponentProps<'table'> & ExtraProps) {
  const { t } = useTranslation('chat')
  const columns = columnsOf(node)
  const letters = columns.reduce((sum, column) => sum + column + GAP, 0)
  return (
    <div
      dir={directionOf(node)}
      className="table-scroll"
      role="group"
      aria-label={t('table')}
      tabIndex={0}
    >
      <table {...table} style={{ minWidth: `${letters}ch` }}>
        <colgroup>
          {columns.map((column, index) => (
            <col key={index} style={{ width: `${((column + GAP) / letters) * 100}%` }} />
          ))}
        </colgroup>
        {children}
      </table>
    </div>
  )
}
