/** Keys of a shortcut, e.g. `Ctrl+N`; readers skip them, the control's name is enough. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd
      dir="ltr"
      aria-hidden
      className="rounded-small border border-line px-1 font-sans text-small text-ink-muted"
    >
      {keys}
    </kbd>
  )
}
