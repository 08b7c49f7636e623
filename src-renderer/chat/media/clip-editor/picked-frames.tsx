import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClipPart } from '../../../../src-main/contract/messages.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { clipTime } from '../clip/clip-time.ts'
import { PictureViewer } from '../picture-viewer.tsx'
import { shownFrames } from '../shown-picture.ts'
import { Thumbnail } from '../thumbnail.tsx'

interface PickedFramesProps {
  clip: ClipPart['data']
  /** How many of them were taken out. */
  removed: number
  tokensPerFrame: number
  onRemove: (place: number) => void
  onPutBack: () => void
}

/** The frames that will be sent, each with its time; each can be enlarged and taken out. */
export function PickedFrames(props: PickedFramesProps) {
  const { clip, removed, tokensPerFrame, onRemove, onPutBack } = props
  const { t } = useTranslation('chat')
  const list = useRef<HTMLUListElement>(null)
  const refocus = useRef<number | null>(null)
  const [index, setIndex] = useState<number | null>(null)
  const frames = shownFrames(clip)
  const count = frames.length

  // The button that had the focus is gone with its frame; the next one takes its place.
  useEffect(() => {
    if (refocus.current === null) return
    const place = Math.min(refocus.current, count - 1)
    const buttons = list.current?.children[place]?.querySelectorAll('button')
    refocus.current = null
    ;[...(buttons ?? [])].findLast((button) => !button.disabled)?.focus()
  }, [count])

  return (
    <section aria-label={t('clipEditor.frames')} className="flex flex-col gap-2">
      <div className="flex min-h-8 items-center justify-between gap-4">
        <span className="text-ui tabular-nums">
          {t('clipEditor.picked', { count, total: count * tokensPerFrame })}
        </span>
        {removed > 0 ? (
          <Button look="quiet" onClick={onPutBack}>
            {t('clipEditor.putBack', { count: removed })}
          </Button>
        ) : null}
      </div>
      {/* As time goes on the timeline above. */}
      <ul ref={list} dir="ltr" aria-label={t('clipEditor.frames')} className="flex flex-wrap gap-2">
        {frames.map((frame, place) => (
          <li key={`${frame.seconds} ${frame.attachmentId}`} className="relative max-w-full">
            <Thumbnail picture={frame} size="medium" onOpen={() => setIndex(place)} />
            <IconButton
              label={t('clipEditor.remove', { time: clipTime(frame.seconds ?? 0) })}
              icon={X}
              tooltipSide="top"
              disabled={count === 1}
              className="absolute top-1 inset-e-1 size-6! bg-raised shadow-overlay"
              onClick={() => {
                refocus.current = place
                onRemove(place)
              }}
            />
          </li>
        ))}
      </ul>
      <PictureViewer pictures={frames} index={index} onIndexChange={setIndex} />
    </section>
  )
}
