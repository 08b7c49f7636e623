import { type ComponentProps, useRef, useState } from 'react'
import { TextInput } from './text-input.tsx'

type Rest = Omit<ComponentProps<typeof TextInput>, 'value' | 'defaultValue' | 'onChange'>

interface SavedFieldProps extends Rest {
  /** What is stored now. */
  value: string
  /** Stores what was typed; whether that worked, so that refused text stays to be corrected. */
  onSave: (text: string) => Promise<boolean>
  /** The text is another one now, so what was said about the last one is no longer true. */
  onEdit: () => void
}

/** A field that is stored by Enter or by leaving it; Escape goes back to what is stored. */
export function SavedField({ value, onSave, onEdit, ...input }: SavedFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const saving = useRef<string | null>(null)

  const edit = (text: string | null) => {
    setTyped(text)
    onEdit()
  }
  const save = async () => {
    if (typed === null || saving.current === typed) return
    if (typed.trim() === value) return setTyped(null)
    saving.current = typed
    const saved = await onSave(typed.trim())
    saving.current = null
    if (saved) setTyped(null)
  }

  return (
    <TextInput
      {...input}
      value={typed ?? value}
      onChange={(event) => edit(event.target.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void save()
        if (event.key === 'Escape' && typed !== null) {
          // The dialog around it stays open.
          event.stopPropagation()
          edit(null)
        }
      }}
    />
  )
}
