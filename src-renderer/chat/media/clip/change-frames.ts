import type { DraftClip } from '../../draft/draft.ts'

type Frames = Pick<DraftClip, 'clip' | 'removed'>

/** Takes one frame out; the last one stays, for a clip without any is none. */
export function withoutFrame({ clip, removed = [] }: Frames, place: number): Frames {
  const frame = clip?.frames[place]
  if (!clip || !frame || clip.frames.length === 1) return { clip, removed }
  return {
    clip: { ...clip, frames: clip.frames.toSpliced(place, 1) },
    removed: [...removed, frame],
  }
}

/** Puts the frames that were taken out back to where they were. */
export function withRemoved({ clip, removed = [] }: Frames): Frames {
  if (!clip) return { clip, removed }
  const frames = [...clip.frames, ...removed].toSorted((one, other) => one.seconds - other.seconds)
  return { clip: { ...clip, frames }, removed: [] }
}
