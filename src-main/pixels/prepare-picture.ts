import type { PictureFacts, PictureInput } from '../media/pixels-contract.ts'
import { DISPLAY_SIDE, fit } from './decode-picture.ts'
import { openSource } from './open-source.ts'
import { writeRenderings } from './write-renderings.ts'

/**
 * Decodes one picture and writes its renderings; nothing is written when it fails.
 *
 * @throws CaratError as `openSource` does.
 */
export async function preparePicture(input: PictureInput): Promise<PictureFacts> {
  const { mediaType, original, read } = await openSource(input)
  const pixels = await read((picture) => fit(picture, DISPLAY_SIDE))
  await writeRenderings(pixels, input.outputFolder)
  return { mediaType, ...original }
}
