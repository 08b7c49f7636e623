import { useState } from 'react'
import type { ClipPart, Part, PicturePart } from '../../../src-main/contract/messages.ts'
import { ClipFacts } from './clip-facts.tsx'
import { PictureViewer } from './picture-viewer.tsx'
import type { ShownPicture } from './shown-picture.ts'
import { shownFrames, shownPicture } from './shown-picture.ts'
import { Thumbnail } from './thumbnail.tsx'

const isPicture = (part: Part): part is PicturePart => part.type === 'file'
const isClip = (part: Part): part is ClipPart => part.type === 'data-clip'

/** Pictures and clips of a message that was sent; each opens large. */
export function SentMedia({ parts }: { parts: readonly Part[] }) {
  const [index, setIndex] = useState<number | null>(null)
  const pictures = parts.filter(isPicture).map(shownPicture)
  const clips = parts.filter(isClip)
  const all: ShownPicture[] = [...pictures, ...clips.flatMap(({ data }) => shownFrames(data))]
  if (all.length === 0) return null
  let first = pictures.length
  return (
    <div className="flex max-w-[85%] flex-col items-end gap-1.5">
      {pictures.length > 0 ? (
        <div className="flex flex-wrap justify-end gap-1.5">
          {pictures.map((picture, place) => (
            <Thumbnail
              key={place}
              picture={picture}
              size={pictures.length === 1 ? 'large' : 'medium'}
              onOpen={() => setIndex(place)}
            />
          ))}
        </div>
      ) : null}
      {clips.map(({ data }, clip) => {
        const start = first
        first += data.frames.length
        return (
          <div key={clip} className="flex max-w-full flex-col items-end gap-1">
            <div className="flex flex-wrap justify-end gap-1">
              {shownFrames(data).map((frame, place) => (
                <Thumbnail
                  key={place}
                  picture={frame}
                  size="medium"
                  onOpen={() => setIndex(start + place)}
                />
              ))}
            </div>
            <ClipFacts clip={data} />
          </div>
        )
      })}
      <PictureViewer pictures={all} index={index} onIndexChange={setIndex} />
    </div>
  )
}
