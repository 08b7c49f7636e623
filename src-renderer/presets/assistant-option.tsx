import { Check } from 'lucide-react'

interface AssistantOptionProps {
  name: string
  description: string
  selected: boolean
  onChoose: () => void
}

/** One assistant of the picker. */
export function AssistantOption({ name, description, selected, onChoose }: AssistantOptionProps) {
  return (
    <button
      type="button"
      aria-pressed={selected}
      onClick={onChoose}
      className="flex w-full items-start gap-2 rounded-control px-2 py-1.5 text-start hover:bg-hover focus-visible:-outline-offset-2"
    >
      <span className="flex size-5 shrink-0 items-center justify-center text-accent-ink">
        {selected ? <Check size={16} strokeWidth={2} aria-hidden /> : null}
      </span>
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate text-match-parent font-medium">
          {name}
        </span>
        <span dir="auto" className="block truncate text-match-parent text-small text-ink-muted">
          {description}
        </span>
      </span>
    </button>
  )
}
