import { ProgressBar } from '../ui/progress-bar.tsx'

interface TransferProgressProps {
  label: string
  /** How far it is, in words. */
  words: string
  fraction: number | null
}

/** How far an export or import is, as a bar and in words. */
export function TransferProgress({ label, words, fraction }: TransferProgressProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <ProgressBar label={label} fraction={fraction} />
      <p className="text-small text-ink-muted tabular-nums">{words}</p>
    </div>
  )
}
