import { Image } from 'lucide-react'
import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Components, ExtraProps } from 'react-markdown'
import { CodeBlock } from './code-block.tsx'
import { directionOf } from './direction-of.ts'
import { askToOpen } from './link-prompt.ts'
import { Table } from './table.tsx'
import { textOf } from './tree.ts'

function Pre({ node }: ExtraProps) {
  const code = node?.children[0]
  if (code?.type !== 'element') return null
  const classes = code.properties['className']
  const named = Array.isArray(classes)
    ? classes.find((name) => `${name}`.startsWith('language-'))
    : null
  return (
    <CodeBlock
      code={textOf(code).replace(/\n$/, '')}
      language={`${named ?? ''}`.replace(/^language-/, '')}
    />
  )
}

/** An address that stands for itself reads from left to right in any text. */
const isAddress = (children: ReactNode) =>
  typeof children === 'string' && /^(https?:\/\/|www\.|mailto:)|^\S+@\S+$/.test(children)

function Link({ href, className, children }: ComponentProps<'a'>) {
  const ask = (event: MouseEvent) => {
    event.preventDefault()
    if (href) askToOpen(href)
  }
  const picture = className === 'picture-chip'
  return (
    <a
      href={href}
      dir={isAddress(children) ? 'ltr' : undefined}
      rel="noreferrer noopener nofollow"
      draggable={false}
      className={className}
      onClick={ask}
      // The other buttons open a menu, or go back.
      onAuxClick={(event) => {
        if (event.button === 1) ask(event)
      }}
    >
      {picture ? <Image size={14} strokeWidth={1.75} aria-hidden /> : null}
      {children}
    </a>
  )
}

function TaskBox({ checked }: ComponentProps<'input'>) {
  const { t } = useTranslation('chat')
  const label = t(checked ? 'task.done' : 'task.open')
  return <input type="checkbox" checked={checked} readOnly disabled aria-label={label} />
}

/** What each element of a reply becomes. The direction of writing is found block by block. */
export const elements: Components = {
  a: Link,
  input: TaskBox,
  pre: Pre,
  table: Table,
  p: ({ node: _, ...props }) => <p dir="auto" {...props} />,
  h1: ({ node: _, ...props }) => <h3 dir="auto" className="heading-1" {...props} />,
  h2: ({ node: _, ...props }) => <h3 dir="auto" className="heading-2" {...props} />,
  h3: ({ node: _, ...props }) => <h4 dir="auto" className="heading-3" {...props} />,
  h4: ({ node: _, ...props }) => <h5 dir="auto" className="heading-3" {...props} />,
  ul: ({ node, ...props }) => <ul dir={directionOf(node)} {...props} />,
  ol: ({ node, ...props }) => <ol dir={directionOf(node)} {...props} />,
  li: ({ node: _, ...props }) => <li dir="auto" {...props} />,
  blockquote: ({ node, ...props }) => <blockquote dir={directionOf(node)} {...props} />,
  td: ({ node: _, ...props }) => <td dir="auto" {...props} />,
  th: ({ node: _, ...props }) => <th dir="auto" {...props} />,
  code: ({ node: _, ...props }) => <code dir="ltr" {...props} />,
}
