import { deflateSync } from 'node:zlib'
import { fixture, sample } from './harness/checkout.ts'
import { attach, dropFiles, expectReady, type PageFile, readPageFile } from './harness/files.ts'
import { expect, test } from './harness/test.ts'
import { ask, messageBox } from './harness/window.ts'

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** A whole, valid PNG of 20,000 x 20,000 white pixels in a few dozen kilobytes. */
function createHugePicture(): PageFile {
  const side = 20_000
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  const rows = Buffer.alloc(side * (side / 8 + 1), 0xff)
  for (let row = 0; row < side; row += 1) rows[row * (side / 8 + 1)] = 0
  const bytes = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
  return { name: 'huge.png', type: 'image/png', bytes }
}

test('files that cannot be used are refused in words, and the draft is kept', async ({ app }) => {
  const page = await app.openWindow()
  await messageBox(page).fill('What is in this image?')
  await attach(page, [sample('red-circle.png')])

  const refused: [string | PageFile, RegExp][] = [
    [fixture('media/corrupt.png'), /“corrupt\.png”.*damaged or incomplete/],
    [fixture('media/empty.png'), /“empty\.png” is empty/],
    [fixture('media/not-a-picture.png'), /“not-a-picture\.png”.*(not a kind of|does not read)/],
    [fixture('media/drawing.svg'), /“drawing\.svg” is an SVG drawing/],
    [createHugePicture(), /“huge\.png” has 20,000 × 20,000 pixels/],
    [
      { ...readPageFile(fixture('media/not-a-picture.png')), name: 'x.mp4', type: 'video/mp4' },
      /“x\.mp4”/,
    ],
  ]
  for (const [file, words] of refused) {
    await dropFiles(page, [file])
    const notice = page.getByRole('alert').getByRole('listitem').filter({ hasText: words })
    await expect(notice).toBeVisible()
    await expect(notice).toContainText('The rest of your message is as it was.')
    await notice.getByRole('button', { name: 'Dismiss' }).click()
    await expect(notice).toBeHidden()
    await expectReady(page, 1)
  }
  await dropFiles(page, [fixture('media/corrupt.png'), sample('black-cross.png')])
  await expectReady(page, 2)
  await expect(messageBox(page)).toHaveValue('What is in this image?')
  expect(await ask(page, 'What is in each image?')).toContain('red circle')
})
