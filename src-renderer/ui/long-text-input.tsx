import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { TextArea } from './text-area.tsx'

/** A field for several lines, as high as its text within bounds; it needs a label. */
export function LongTextInput({ className, ...area }: ComponentProps<'textarea'>) {
  return (
    <TextArea
      {...area}
      className={classNames(
        'field-sizing-content max-h-64 min-h-24 w-full resize-none overflow-y-auto rounded-control border border-line-strong bg-canvas px-2.5 py-1.5 text-ui text-ink',
        'focus-visible:border-focus focus-visible:-outline-offset-1',
        className,
      )}
    />
  )
}
