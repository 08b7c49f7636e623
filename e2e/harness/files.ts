import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { attachments, messageBox } from './window.ts'

/** A file as a page can make one. */
export interface PageFile {
  name: string
  /** What the system would say it is; a page believes it, Carat does not. */
  type: string
  bytes: Buffer
}

const types: Record<string, string> = {
  avif: 'image/avif',
  bmp: 'image/bmp',
  gif: 'image/gif',
  jpg: 'image/jpeg',
  mp4: 'video/mp4',
  png: 'image/png',
  svg: 'image/svg+xml',
  webm: 'video/webm',
  webp: 'image/webp',
}

/** A file of this computer, with the type its name suggests. */
export const readPageFile = (path: string): PageFile => ({
  name: basename(path),
  type: types[path.split('.').at(-1) ?? ''] ?? '',
  bytes: readFileSync(path),
})

/** Drags files over the middle of the window and drops them there. */
export async function dropFiles(page: Page, files: (string | PageFile)[]): Promise<void> {
  const transfer = await createTransfer(page, files)
  const target = page.locator('main')
  for (const type of ['dragenter', 'dragover', 'drop'])
    await target.dispatchEvent(type, { dataTransfer: transfer })
  await transfer.dispose()
}

/** Pastes files into the message being written. */
export async function pasteFiles(page: Page, files: (string | PageFile)[]): Promise<void> {
  const transfer = await createTransfer(page, files)
  const box = messageBox(page)
  await box.focus()
  await box.evaluate((element, clipboardData) => {
    const options = { bubbles: true, cancelable: true, clipboardData }
    element.dispatchEvent(new ClipboardEvent('paste', options))
  }, transfer)
  await transfer.dispose()
}

function createTransfer(page: Page, files: (string | PageFile)[]) {
  const contents = files
    .map((file) => (typeof file === 'string' ? readPageFile(file) : file))
    .map(({ bytes, ...file }) => ({ ...file, base64: bytes.toString('base64') }))
  return page.evaluateHandle((given) => {
    const transfer = new DataTransfer()
    for (const { base64, name, type } of given) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      transfer.items.add(new File([bytes], name, { type }))
    }
    return transfer
  }, contents)
}

/** Waits until `count` pictures and clips are attached and ready to be sent. */
export async function expectReady(page: Page, count: number): Promise<void> {
  const ready = attachments(page).filter({
    has: page.getByRole('button', { name: /^(Enlarge|放大)/ }),
  })
  await expect(ready).toHaveCount(count, { timeout: 20_000 })
  await expect(attachments(page)).toHaveCount(count)
}

/** Drops files on the window and waits until all are ready to be sent. */
export async function attach(page: Page, files: (string | PageFile)[]): Promise<void> {
  const before = await attachments(page).count()
  await dropFiles(page, files)
  await expectReady(page, before + files.length)
}
