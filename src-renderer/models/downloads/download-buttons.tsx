import { ChevronDown, ChevronUp, Pause, Play, RotateCw, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Download } from '../../../src-main/contract/downloads.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { answerWithModel } from '../library/library-actions.ts'
import { cancelDownload, clearDownload, pauseDownload, resumeDownload } from './download-actions.ts'

/** The one thing most people want to do with a download in its state. */
function MainButton({ download }: { download: Download }) {
  const { t } = useTranslation('downloads')
  const { id, title, state } = download
  if (state.kind === 'done')
    return (
      <Button
        aria-label={`${t('use')}: ${title}`}
        onClick={() => void answerWithModel(state.modelId)}
      >
        {t('use')}
      </Button>
    )
  if (state.kind === 'failed' || state.kind === 'waiting') {
    const words = t(state.kind === 'failed' ? 'tryAgain' : 'tryNow')
    return (
      <Button aria-label={`${words}: ${title}`} onClick={() => void resumeDownload(id)}>
        <RotateCw size={14} strokeWidth={1.75} aria-hidden />
        {words}
      </Button>
    )
  }
  return null
}

/** Pause, go on, cancel and whatever else the state of a download asks for. */
export function DownloadButtons({ download }: { download: Download }) {
  const { t } = useTranslation('downloads')
  const { id, title, state } = download
  const canPause = state.kind !== 'done' && state.kind !== 'failed' && state.kind !== 'verifying'
  const done = state.kind === 'done'
  return (
    <div className="flex shrink-0 items-center gap-0.5">
      <MainButton download={download} />
      {state.kind === 'paused' ? (
        <IconButton
          label={t('resume', { title })}
          icon={Play}
          onClick={() => void resumeDownload(id)}
        />
      ) : canPause ? (
        <IconButton
          label={t('pause', { title })}
          icon={Pause}
          onClick={() => void pauseDownload(id)}
        />
      ) : null}
      <IconButton
        label={t(done ? 'clear' : 'cancel', { title })}
        icon={X}
        onClick={() => void (done ? clearDownload(id) : cancelDownload(download))}
      />
    </div>
  )
}

interface MoveButtonsProps {
  title: string
  first: boolean
  last: boolean
  onMove: (step: -1 | 1) => void
}

/** Changes the order without a pointer. */
export function MoveButtons({ title, first, last, onMove }: MoveButtonsProps) {
  const { t } = useTranslation('downloads')
  const look =
    'inline-flex size-6 items-center justify-center rounded-small text-ink-muted hover:bg-hover hover:text-ink aria-disabled:opacity-30'
  // One that was just used keeps the focus even when it has nothing more to do.
  return (
    <div className="flex flex-col">
      <button
        type="button"
        aria-label={t('up', { title })}
        aria-disabled={first}
        className={look}
        onClick={() => (first ? undefined : onMove(-1))}
      >
        <ChevronUp size={14} strokeWidth={1.75} aria-hidden />
      </button>
      <button
        type="button"
        aria-label={t('down', { title })}
        aria-disabled={last}
        className={look}
        onClick={() => (last ? undefined : onMove(1))}
      >
        <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
      </button>
    </div>
  )
}
