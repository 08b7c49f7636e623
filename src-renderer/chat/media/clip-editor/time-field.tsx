import { useId, useState } from 'react'
import { SavedField } from '../../../ui/saved-field.tsx'
import { clipTime } from '../clip/clip-time.ts'
import { parseTime } from '../clip/parse-time.ts'

interface TimeFieldProps {
  label: string
  seconds: number
  onChange: (seconds: number) => void
}

/** A time of the clip to the tenth of a second, written as `1:23.5`. */
export function TimeField({ label, seconds, onChange }: TimeFieldProps) {
  const id = useId()
  const [wrong, setWrong] = useState(false)
  const save = (text: string) => {
    const time = parseTime(text)
    setWrong(time === null)
    if (time !== null) onChange(time)
    return Promise.resolve(time !== null)
  }
  return (
    <span className="flex items-center gap-2">
      <label htmlFor={id}>{label}</label>
      <SavedField
        id={id}
        dir="ltr"
        value={clipTime(seconds)}
        aria-invalid={wrong}
        className="w-24 tabular-nums"
        onSave={save}
        onEdit={() => setWrong(false)}
      />
    </span>
  )
}
