import { attachmentIdOf } from '../../../src-main/contract/attachments.ts'
import type { ClipPart, PicturePart } from '../../../src-main/contract/messages.ts'

/** One stored picture as it is shown: alone or as a frame with its time. */
export interface ShownPicture {
  attachmentId: string
  name: string
  /** Time in its clip; missing for a picture of its own. */
  seconds?: number
  /** Item of the draft it waits in; missing for one that was sent, and for a frame. */
  itemKey?: string
}

export const shownPicture = ({ url, filename }: PicturePart): ShownPicture => ({
  attachmentId: attachmentIdOf(url),
  name: filename,
})

export const shownFrames = ({ name, frames }: ClipPart['data']): ShownPicture[] =>
  frames.map(({ attachmentId, seconds }) => ({ attachmentId, name, seconds }))
