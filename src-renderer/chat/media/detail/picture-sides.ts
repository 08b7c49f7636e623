import { useEffect, useState } from 'react'
import type { PictureSides } from '../../../../src-main/contract/picture-views.ts'
import { rpc } from '../../../rpc/client.ts'

/** Asked once for each picture: what was stored never changes. */
const known = new Map<string, Promise<PictureSides>>()

function askFor(attachmentId: string): Promise<PictureSides> {
  const sides = known.get(attachmentId) ?? rpc.attachments.get({ id: attachmentId })
  known.set(attachmentId, sides)
  sides.catch(() => known.delete(attachmentId))
  return sides
}

/** Sides of a stored picture; null for no picture and until they are known. */
export function usePictureSides(attachmentId: string | null): PictureSides | null {
  const [sides, setSides] = useState<PictureSides | null>(null)
  useEffect(() => {
    if (attachmentId === null) return
    let wanted = true
    askFor(attachmentId).then(
      (found) => wanted && setSides(found),
      // Without sides there is no badge; the picture itself says what is wrong with it.
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [attachmentId])
  return sides
}
