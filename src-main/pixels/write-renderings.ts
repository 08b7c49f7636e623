import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { renderingFiles } from '../media/pixels-contract.ts'
import { type DecodedPicture, fit } from './decode-picture.ts'

/**
 * What engines see. Gemma 3's encoder takes 896 x 896, so more would be thrown away there and
 * less would be blurred; finer views are cut from the original.
 */
export const VIEW_SIDE = 896
const THUMBNAIL_SIDE = 320

/** Pixels as a PNG for engines; the same ones always make the same bytes. */
export const encodeView = ({ data, width, height }: DecodedPicture) =>
  asView(sharp(data, { raw: { width, height, channels: 3 } }))

const asView = (picture: Sharp) => picture.png({ compressionLevel: 3, adaptiveFiltering: true })

/**
 * Writes the three renderings. The same pixels always make the same `view.png`, byte for byte, or
 * an engine would read the picture again with every message. sharp copies no metadata along.
 */
export async function writeRenderings(picture: DecodedPicture, folder: string): Promise<void> {
  const { data, width, height } = picture
  const pixels = () => sharp(data, { raw: { width, height, channels: 3 } })
  await Promise.all([
    write(asView(fit(pixels(), VIEW_SIDE)), join(folder, renderingFiles.view)),
    // The quickest effort: the higher ones take up to four times as long for a sixth of the bytes.
    write(pixels().webp({ quality: 85, effort: 0 }), join(folder, renderingFiles.display)),
    write(
      fit(pixels(), THUMBNAIL_SIDE).webp({ quality: 80, effort: 2 }),
      join(folder, renderingFiles.thumbnail),
    ),
  ])
}

/** Node writes the file, not sharp: its errors tell a full disk from a broken picture. */
async function write(picture: Sharp, path: string): Promise<void> {
  await writeFile(path, await picture.toBuffer(), { mode: 0o600, flag: 'wx' })
}
