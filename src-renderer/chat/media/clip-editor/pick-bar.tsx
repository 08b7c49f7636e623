import { useTranslation } from 'react-i18next'
import { formatPercent } from '../../../i18n/format.ts'
import { Button } from '../../../ui/button.tsx'
import { ProgressBar } from '../../../ui/progress-bar.tsx'

interface PickBarProps {
  /** Share of the picking that is going on; null while nothing is picked. */
  fraction: number | null
  /** Frames can be picked, by other settings than those there are. */
  changed: boolean
  /** Missing where the file is not at hand. */
  onPick: (() => void) | null
  onStop: () => void
  onDone: () => void
}

/** Picks the frames, says how far that is, and closes the editor. */
export function PickBar({ fraction, changed, onPick, onStop, onDone }: PickBarProps) {
  const { t, i18n } = useTranslation('chat')
  const picking = fraction !== null
  const words = picking
    ? t('media.reading', { percent: formatPercent(fraction, i18n.language) })
    : t('clipEditor.changed')
  return (
    <footer className="flex items-center gap-2 border-t border-line p-3 ps-4">
      <div className="flex min-w-0 flex-1 flex-col gap-1 pe-2 text-small text-ink-muted tabular-nums">
        {picking || (changed && onPick) ? words : null}
        {picking ? <ProgressBar label={words} fraction={fraction} /> : null}
      </div>
      {picking ? (
        <Button onClick={onStop}>{t('clipEditor.stop')}</Button>
      ) : onPick ? (
        <Button look={changed ? 'primary' : 'outline'} onClick={onPick}>
          {t('clipEditor.pick')}
        </Button>
      ) : null}
      <Button look={changed && onPick ? 'outline' : 'primary'} onClick={onDone}>
        {t('clipEditor.done')}
      </Button>
    </footer>
  )
}
