import { ScanSearch, X } from 'lucide-react'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Attachment, renderingPath } from '../../../../src-main/contract/attachments.ts'
import { MOST_CLOSER_LOOKS, type Region } from '../../../../src-main/contract/messages.ts'
import type { Model } from '../../../../src-main/contract/models.ts'
import { pictureViewsOf, usualDetail } from '../../../../src-main/contract/picture-views.ts'
import { Button } from '../../../ui/button.tsx'
import type { DraftPicture } from '../../draft/draft.ts'
import { DetailMenu } from './detail-menu.tsx'
import { RegionPicker } from './region-picker.tsx'
import { ViewOutlines } from './view-outlines.tsx'
import { viewWords } from './view-words.ts'

interface CloserLookProps {
  item: DraftPicture & { attachment: Attachment }
  model: Model
  /** Parts can be chosen now. */
  looking: boolean
  onLookingChange: (looking: boolean) => void
  onChange: (change: Pick<DraftPicture, 'detail' | 'closerLooks'>) => void
}

/** A picture of a draft, large, with the parts that a model is to look at more closely. */
export function CloserLook(props: CloserLookProps) {
  const { item, model, looking, onLookingChange, onChange } = props
  const { t } = useTranslation('chat')
  const hintId = useId()
  const toggle = useRef<HTMLButtonElement>(null)
  const { attachment, closerLooks = [], detail = usualDetail(model) } = item
  const { width, height } = attachment
  const views = pictureViewsOf(attachment, { detail, closerLooks })
  const full = closerLooks.length >= MOST_CLOSER_LOOKS

  const stop = () => {
    onLookingChange(false)
    toggle.current?.focus()
  }
  const add = (region: Region) => {
    onChange({ closerLooks: [...closerLooks, region] })
    if (closerLooks.length + 1 >= MOST_CLOSER_LOOKS) stop()
  }
  const remove = (place: number) => {
    onChange({ closerLooks: closerLooks.toSpliced(place, 1) })
    toggle.current?.focus()
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-0 flex-1 bg-sunken p-4">
        <div className="@container-[size] flex min-h-0 flex-1 items-center justify-center">
          <div
            className="relative"
            style={{
              aspectRatio: `${width} / ${height}`,
              width: `min(${width}px, 100cqw, ${(100 * width) / height}cqh)`,
            }}
          >
            <img
              src={renderingPath(attachment.id, 'display')}
              alt={item.name}
              draggable={false}
              className="absolute inset-0 size-full"
            />
            <ViewOutlines
              sides={attachment}
              views={looking ? views : { crops: [], closerLooks: views.closerLooks }}
            />
            {looking ? <RegionPicker hintId={hintId} onAdd={add} onClose={stop} /> : null}
            {views.closerLooks.map((look, place) => (
              <button
                key={place}
                type="button"
                aria-label={t('detail.removeLook', { number: place + 1 })}
                className="absolute flex h-6 items-center gap-0.5 rounded-control bg-raised px-1.5 text-small text-ink tabular-nums shadow-overlay"
                style={{
                  left: `${(100 * look.left) / width}%`,
                  top: `${(100 * look.top) / height}%`,
                }}
                onClick={() => remove(place)}
              >
                {place + 1}
                <X size={14} strokeWidth={1.75} aria-hidden />
              </button>
            ))}
          </div>
        </div>
      </div>
      <footer className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2">
        <Button
          ref={toggle}
          aria-pressed={looking}
          disabled={full && !looking}
          className={looking ? 'bg-pressed!' : ''}
          onClick={() => onLookingChange(!looking)}
        >
          <ScanSearch size={16} strokeWidth={1.75} aria-hidden />
          {t('detail.lookCloser')}
        </Button>
        <p id={hintId} className="min-w-0 flex-1 basis-56 text-small text-ink-muted empty:hidden">
          {full ? t('detail.full', { count: MOST_CLOSER_LOOKS }) : ''}
          {looking && !full ? t('detail.pickerHint') : ''}
        </p>
        <div className="ms-auto flex items-center gap-3">
          <span className="text-small text-ink-muted tabular-nums" aria-live="polite">
            {viewWords(t, views.count, model)}
          </span>
          <DetailMenu
            item={item}
            sides={attachment}
            detail={detail}
            model={model}
            onChange={(chosen) => onChange({ detail: chosen })}
            look="words"
          />
        </div>
      </footer>
    </div>
  )
}
