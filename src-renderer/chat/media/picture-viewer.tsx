import { Dialog } from '@base-ui/react/dialog'
import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { renderingPath } from '../../../src-main/contract/attachments.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useModal } from '../../ui/modal.ts'
import { stepAlongLine } from '../../ui/step-along-line.ts'
import { clipTime } from './clip/clip-time.ts'
import type { ShownPicture } from './shown-picture.ts'

interface PictureViewerProps {
  pictures: readonly ShownPicture[]
  /** Which picture is enlarged; null for none. */
  index: number | null
  onIndexChange: (index: number | null) => void
  /** Shows a picture with something to do about it; null shows it as usual. */
  renderPicture?: (picture: ShownPicture) => ReactNode
}

const titleOf = ({ name, seconds }: ShownPicture) =>
  seconds === undefined ? name : `${name} · ${clipTime(seconds)}`

/** A picture as large as the window; the arrow keys go to its neighbours. */
export function PictureViewer(props: PictureViewerProps) {
  const { pictures, index, onIndexChange, renderPicture } = props
  const { t } = useTranslation('chat')
  const steps = useRef<HTMLDivElement>(null)
  const picture = index === null ? undefined : pictures[index]
  useModal(picture !== undefined)
  const inTime = pictures.some(({ seconds }) => seconds !== undefined)
  const go = (step: number) => {
    if (index === null) return
    const next = index + step
    if (next >= 0 && next < pictures.length) onIndexChange(next)
  }
  const turn = (event: KeyboardEvent) => {
    // A menu that was opened from here lies elsewhere in the page, and its keys are its own.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return
    const step = stepAlongLine(event.key, steps.current ?? event.currentTarget)
    if (step !== 0) go(step)
  }
  return (
    <Dialog.Root
      open={picture !== undefined}
      onOpenChange={(open) => {
        if (!open) onIndexChange(null)
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          className="fixed inset-4 bottom-[max(1rem,calc(anchor(--toasts_top,0.5rem)+0.5rem))] z-40 flex flex-col overflow-hidden rounded-overlay bg-raised text-ink shadow-overlay outline-hidden"
          onKeyDown={turn}
        >
          <header className="flex items-center gap-1 border-b border-line py-2 ps-4 pe-2">
            <Dialog.Title dir="auto" className="min-w-0 flex-1 truncate text-match-parent text-ui">
              {picture ? titleOf(picture) : ''}
            </Dialog.Title>
            {pictures.length > 1 && index !== null ? (
              <>
                <span className="px-2 text-small text-ink-muted tabular-nums" aria-live="polite">
                  {t('media.position', { position: index + 1, count: pictures.length })}
                </span>
                {/* Time goes to the right in every language, and so do its frames. */}
                <div ref={steps} dir={inTime ? 'ltr' : undefined} className="flex gap-1">
                  <IconButton
                    label={t('media.previous')}
                    icon={ChevronLeft}
                    disabled={index === 0}
                    onClick={() => go(-1)}
                  />
                  <IconButton
                    label={t('media.next')}
                    icon={ChevronRight}
                    disabled={index === pictures.length - 1}
                    onClick={() => go(1)}
                  />
                </div>
              </>
            ) : null}
            <Dialog.Close render={<IconButton label={t('close')} icon={X} />} />
          </header>
          {(picture && renderPicture?.(picture)) ?? (
            <div className="flex min-h-0 flex-1 items-center justify-center bg-sunken p-4">
              {picture ? (
                <img
                  key={picture.attachmentId}
                  src={renderingPath(picture.attachmentId, 'display')}
                  alt={titleOf(picture)}
                  className="max-h-full max-w-full object-contain"
                />
              ) : null}
            </div>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
