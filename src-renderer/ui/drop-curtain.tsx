import type { LucideIcon } from 'lucide-react'

interface DropCurtainProps {
  icon: LucideIcon
  title: string
  /** What can be dropped, a line each. */
  hints: readonly string[]
}

/** Lies over the window while files are dragged over it, and names what can be dropped. */
export function DropCurtain({ icon: Icon, title, hints }: DropCurtainProps) {
  return (
    <div className="pointer-events-none fixed inset-0 z-50 bg-scrim p-3">
      <div className="flex h-full flex-col items-center justify-center gap-2 rounded-overlay border-2 border-dashed border-focus bg-raised px-6 text-center text-balance">
        <Icon size={28} strokeWidth={1.5} aria-hidden />
        <p className="text-title font-medium">{title}</p>
        {hints.map((hint) => (
          <p key={hint} className="text-ui text-ink-muted">
            {hint}
          </p>
        ))}
      </div>
    </div>
  )
}
