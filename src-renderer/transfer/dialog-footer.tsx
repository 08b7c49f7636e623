import type { ReactNode } from 'react'

/** The row of buttons below a dialog; the one it is about stands last. */
export function DialogFooter({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <footer className="flex items-center gap-2 border-t border-line px-4 py-3">
      <div className="min-w-0 flex-1">{note}</div>
      {children}
    </footer>
  )
}
