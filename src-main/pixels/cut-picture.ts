import { writeFile } from 'node:fs/promises'
import type { CutInput } from '../media/pixels-contract.ts'
import { openSource } from './open-source.ts'
import { encodeView, VIEW_SIDE } from './write-renderings.ts'

/**
 * Cuts parts out of an original and writes each as an engine looks at a picture: its longer side is
 * that of a whole view, so small parts are enlarged here, more finely than engines would. The same
 * part always makes the same bytes. What was written before a failure stays.
 *
 * @throws CaratError as `openSource` does.
 */
export async function cutPicture({ cuts, ...file }: CutInput): Promise<void> {
  const { read } = await openSource(file)
  for (const { rectangle, output } of cuts) {
    const pixels = await read((picture) =>
      picture
        .extract(rectangle)
        .resize(VIEW_SIDE, VIEW_SIDE, { fit: 'inside', kernel: 'lanczos3' }),
    )
    await writeFile(output, await encodeView(pixels).toBuffer(), { mode: 0o600 })
  }
}
