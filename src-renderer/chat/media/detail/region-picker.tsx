import type { KeyboardEvent, PointerEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Region } from '../../../../src-main/contract/messages.ts'
import { formatPercent } from '../../../i18n/format.ts'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import type { Place } from './region.ts'
import { isLargeEnough, middleRegion, regionAfterKey, regionBetween } from './region.ts'

interface RegionPickerProps {
  /** Element that explains the keys. */
  hintId: string
  onAdd: (region: Region) => void
  onClose: () => void
}

const percent = (share: number) => `${share * 100}%`

function placeOf({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>): Place {
  const { left, top, width, height } = currentTarget.getBoundingClientRect()
  return { x: (clientX - left) / width, y: (clientY - top) / height }
}

/** Covers a picture and takes a part of it, drawn with the pointer or moved with the keys. */
export function RegionPicker({ hintId, onAdd, onClose }: RegionPickerProps) {
  const { t, i18n } = useTranslation('chat')
  const area = useRef<HTMLDivElement>(null)
  const [start, setStart] = useState<Place | null>(null)
  const [region, setRegion] = useState<Region | null>(null)

  useEffect(() => area.current?.focus(), [])

  const add = (added: Region | null) => {
    setStart(null)
    setRegion(null)
    if (added && isLargeEnough(added)) onAdd(added)
  }
  const press = (event: KeyboardEvent) => {
    const next = region ? regionAfterKey(region, event.key, event.shiftKey) : middleRegion
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && region) add(region)
    else if (next && (event.key === 'Enter' || event.key.startsWith('Arrow'))) setRegion(next)
    else return
    // Neither the picture's neighbours nor the viewer's Escape are meant.
    event.preventDefault()
    event.stopPropagation()
  }
  const words = (share: number) => formatPercent(share, i18n.language)
  return (
    // The rule knows no role for an area with keys of its own; this is the one ARIA has for it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={area}
      role="application"
      aria-label={t('detail.picker')}
      aria-describedby={hintId}
      tabIndex={0}
      className="absolute inset-0 cursor-crosshair touch-none"
      onKeyDown={press}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setStart(placeOf(event))
        setRegion(null)
      }}
      onPointerMove={(event) => {
        if (start) setRegion(regionBetween(start, placeOf(event)))
      }}
      onPointerUp={() => start && add(region)}
      onPointerCancel={() => add(null)}
    >
      {region ? (
        <div
          data-region
          className="absolute border-2 border-focus bg-accent/20 outline-2 outline-raised"
          style={{
            left: percent(region.x),
            top: percent(region.y),
            width: percent(region.width),
            height: percent(region.height),
          }}
        />
      ) : null}
      <div role="status">
        <VisuallyHidden>
          {region && !start
            ? t('detail.region', {
                left: words(region.x),
                top: words(region.y),
                width: words(region.width),
                height: words(region.height),
              })
            : ''}
        </VisuallyHidden>
      </div>
    </div>
  )
}
