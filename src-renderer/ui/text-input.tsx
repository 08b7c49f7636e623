import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { unlessComposing } from './is-composing.ts'

/** A field for one line of text; it needs a label or `aria-label` of its own. */
export function TextInput({ className, onKeyDown, ...input }: ComponentProps<'input'>) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      // Without words the placeholder stands there, in the window's own direction.
      dir={input.value === '' ? undefined : 'auto'}
      {...input}
      onKeyDown={unlessComposing(onKeyDown)}
      className={classNames(
        'h-8 min-w-0 rounded-control border border-line-strong bg-canvas px-2.5 text-ui text-ink',
        'focus-visible:border-focus focus-visible:-outline-offset-1',
        'read-only:bg-sunken read-only:text-ink-muted disabled:opacity-50',
        'aria-invalid:border-danger',
        className,
      )}
    />
  )
}
