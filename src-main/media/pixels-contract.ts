import { z } from 'zod'
import { procedure } from '../contract/procedure.ts'

/** Files the pixels process writes for each picture, in the folder it is given. */
export const renderingFiles = {
  view: 'view.png',
  display: 'display.webp',
  thumbnail: 'thumbnail.webp',
} as const

const pictureInput = z.object({
  /** Absolute path of the original, whatever it is called. */
  source: z.string(),
  /** What the user calls it; only for failures. */
  name: z.string(),
  /** Absolute path of an existing folder; the renderings must not be there yet. */
  outputFolder: z.string(),
})
export type PictureInput = z.infer<typeof pictureInput>

const pictureFacts = z.object({
  mediaType: z.string(),
  /** Sides of the upright original, in pixels. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
})
export type PictureFacts = z.infer<typeof pictureFacts>

/** Between Carat and its pixels process. Paths cross, never bytes. */
export const pixelsContract = {
  /** Decodes one picture once and writes its three renderings, each upright, sRGB and opaque. */
  preparePicture: procedure.input(pictureInput).output(pictureFacts),
}
