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

const side = z.number().int().positive()
const place = z.number().int().nonnegative()

const cutInput = pictureInput.pick({ source: true, name: true }).extend({
  cuts: z.array(
    z.object({
      /** In pixels of the upright original, and inside it. */
      rectangle: z.object({ left: place, top: place, width: side, height: side }),
      /** Absolute path of the PNG to write; what is there already is replaced. */
      output: z.string(),
    }),
  ),
})
export type CutInput = z.infer<typeof cutInput>

/** Between Carat and its pixels process. Paths cross, never bytes. */
export const pixelsContract = {
  /** Decodes one picture once and writes its three renderings, each upright, sRGB and opaque. */
  preparePicture: procedure.input(pictureInput).output(pictureFacts),
  /** Cuts parts out of the original, each as large as an engine looks at a picture. */
  cut: procedure.input(cutInput).output(z.object({})),
}
