import type { ReactNode } from 'react'

/** The row of buttons below a dialog; the one it is about stands last. */
export function DialogFooter({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3">
      {note ? <div className="min-w-0 flex-1 basis-48">{note}</div> : null}
      {children}
    </footer>
  )
}
