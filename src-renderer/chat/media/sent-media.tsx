import { useState } from 'react'
import type {
  ClipPart,
  LongTextPart,
  Part,
  PicturePart,
} from '../../../src-main/contract/messages.ts'
import { ClipFacts } from './clip-facts.tsx'
import { SentPicture } from './detail/sent-picture.tsx'
import { PictureViewer } from './picture-viewer.tsx'
import type { ShownPicture } from './shown-picture.ts'
import { shownFrames, shownPicture } from './shown-picture.ts'
import { TextCard } from './text/text-card.tsx'
import { Thumbnail } from './thumbnail.tsx'

const isPicture = (part: Part): part is PicturePart => part.type === 'file'
const isClip = (part: Part): part is ClipPart => part.type === 'data-clip'

const isLongText = (part: Part): part is LongTextPart => part.type === 'data-text'

/** With more, smaller ones keep the words in view. */
const MOST_MEDIUM = 16

/** Pictures and clips of a message that was sent; each opens large. */
export function SentMedia({ parts }: { parts: readonly Part[] }) {
  const [index, setIndex] = useState<number | null>(null)
  const pictures = parts.filter(isPicture)
  const clips = parts.filter(isClip).map(({ data }) => ({ data, frames: shownFrames(data) }))
  const all: ShownPicture[] = [
    ...pictures.map(shownPicture),
    ...clips.flatMap(({ frames }) => frames),
  ]
  const texts = parts.filter(isLongText)
  if (all.length + texts.length === 0) return null
  const size = all.length === 1 ? 'large' : all.length > MOST_MEDIUM ? 'small' : 'medium'
  return (
    <div className="flex max-w-[85%] flex-col items-end gap-1.5">
      {pictures.length > 0 ? (
        <div className="flex flex-wrap justify-end gap-1.5">
          {pictures.map((part, place) => (
            <SentPicture key={place} part={part} size={size} onOpen={() => setIndex(place)} />
          ))}
        </div>
      ) : null}
      {clips.map(({ data, frames }, place) => (
        <div key={place} className="flex max-w-full flex-col items-end gap-1">
          {/* Time goes to the right in every language. */}
          <div
            dir="ltr"
            className="flex max-h-96 flex-wrap justify-end gap-1 overflow-y-auto rtl:justify-start"
          >
            {frames.map((frame, number) => (
              <Thumbnail
                key={number}
                picture={frame}
                size={size}
                onOpen={() => setIndex(all.indexOf(frame))}
              />
            ))}
          </div>
          <ClipFacts clip={data} />
        </div>
      ))}
      {texts.map(({ data }, place) => (
        <TextCard key={place} {...data} />
      ))}
      <PictureViewer pictures={all} index={index} onIndexChange={setIndex} />
    </div>
  )
}
