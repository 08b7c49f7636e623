import type { ComponentProps } from 'react'
import { unlessComposing } from './is-composing.ts'

/** A box for several lines of text, without a look of its own. */
export function TextArea({ onKeyDown, ...area }: ComponentProps<'textarea'>) {
  return (
    <textarea
      // Without words the placeholder stands there, in the window's own direction.
      dir={area.value === '' ? undefined : 'auto'}
      {...area}
      onKeyDown={unlessComposing(onKeyDown)}
    />
  )
}
