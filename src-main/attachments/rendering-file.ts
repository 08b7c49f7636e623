import { join } from 'node:path'
import { attachmentIdSchema, type Rendering } from '../contract/attachments.ts'
import type { PictureRectangle } from '../contract/picture-views.ts'
import { renderingFiles } from '../media/pixels-contract.ts'

/** Folder of all attachments of a profile. */
export const attachmentsFolder = (dataFolder: string) => join(dataFolder, 'attachments')

/** Where files are put together before they get their place; what lies there at a start is rubbish. */
export const incomingFolder = (dataFolder: string) =>
  join(attachmentsFolder(dataFolder), '.incoming')

/** Folder of one attachment, spread over 256 so that no folder grows huge. */
export function attachmentFolder(dataFolder: string, id: string): string {
  attachmentIdSchema.parse(id)
  return join(attachmentsFolder(dataFolder), id.slice(0, 2), id)
}

/**
 * Absolute path of a rendering, whether it exists or not.
 *
 * @throws ZodError when the id is not one: nothing else may become part of a path.
 */
export const renderingFile = (dataFolder: string, id: string, rendering: Rendering | 'view') =>
  join(attachmentFolder(dataFolder, id), renderingFiles[rendering])

/** Absolute path of a part that is cut out when it is first asked for. */
export const cropFile = (
  dataFolder: string,
  id: string,
  { left, top, width, height }: PictureRectangle,
) => join(attachmentFolder(dataFolder, id), `crop-${left}-${top}-${width}-${height}.png`)
