import { useEffect, useRef } from 'react'
import { isComposing } from './is-composing.ts'

interface RenameFieldProps {
  label: string
  title: string
  /** The new title, or null when the old one stays. */
  onDone: (title: string | null) => void
}

/** The title as a field: Enter or leaving it saves, Escape does not. */
export function RenameField({ label, title, onDone }: RenameFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const done = useRef(false)
  useEffect(() => field.current?.select(), [])

  const finish = (result: string | null) => {
    if (done.current) return
    done.current = true
    onDone(result)
  }

  return (
    <input
      ref={field}
      autoFocus
      aria-label={label}
      defaultValue={title}
      {...(title === '' && { placeholder: label })}
      maxLength={200}
      className="h-8 w-full rounded-control border border-focus bg-canvas px-2 text-ui outline-hidden"
      onBlur={(event) => finish(event.currentTarget.value)}
      dir="auto"
      onKeyDown={(event) => {
        event.stopPropagation()
        if (isComposing(event)) return
        if (event.key === 'Enter') finish(event.currentTarget.value)
        if (event.key === 'Escape') finish(null)
      }}
    />
  )
}
