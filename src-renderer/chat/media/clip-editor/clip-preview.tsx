import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clipTime } from '../clip/clip-time.ts'

interface ClipPreviewProps {
  file: File
  /** Time to show, in seconds. */
  seconds: number
}

/** The picture at one time of a clip, for seeing where a handle stands. */
export function ClipPreview({ file, seconds }: ClipPreviewProps) {
  const { t } = useTranslation('chat')
  const video = useRef<HTMLVideoElement>(null)
  const sought = useRef(0)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    const url = URL.createObjectURL(file)
    const player = video.current
    if (player) player.src = url
    return () => {
      player?.removeAttribute('src')
      player?.load()
      URL.revokeObjectURL(url)
    }
  }, [file])

  // One seek at a time: a handle that is dragged asks for more than can be shown.
  const follow = () => {
    const player = video.current
    if (!player || player.readyState === 0 || player.seeking || sought.current === seconds) return
    sought.current = seconds
    player.currentTime = seconds
  }
  useEffect(follow)

  return (
    <figure className="relative h-40 w-56 shrink-0 overflow-hidden rounded-control border border-line bg-sunken">
      <video
        ref={video}
        muted
        playsInline
        preload="auto"
        tabIndex={-1}
        aria-hidden
        className="h-full w-full object-contain"
        onLoadedMetadata={follow}
        onSeeked={follow}
        onError={({ currentTarget }) => setFailed(currentTarget.hasAttribute('src'))}
      />
      {failed ? (
        <p className="absolute inset-0 flex items-center justify-center p-3 text-center text-small text-ink-muted">
          {t('clipEditor.noPreview')}
        </p>
      ) : null}
      <figcaption className="absolute inset-e-0 bottom-0 rounded-ss-small bg-raised px-1 text-small text-ink tabular-nums">
        {clipTime(seconds)}
      </figcaption>
    </figure>
  )
}
