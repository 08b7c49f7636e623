import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { expectAccessible } from './harness/accessible.ts'
import { sample } from './harness/checkout.ts'
import { attach } from './harness/files.ts'
import { writeLongClip } from './harness/long-clip.ts'
import { choose } from './harness/screenshots.ts'
import { expect, test } from './harness/test.ts'
import { ask, attachments, questions, waitUntilUsable } from './harness/window.ts'

const editButton = (page: Page) =>
  attachments(page).getByRole('button', { name: /^(Edit frames|编辑画面)/ })

async function openEditor(page: Page) {
  await editButton(page).click()
  const editor = page.getByRole('dialog', { name: /^Frames of/ })
  await expect(editor).toBeVisible()
  const frames = editor.getByRole('list', { name: 'Picked frames' }).getByRole('listitem')
  const slider = (name: string) => editor.getByRole('slider', { name, exact: true })
  const field = (name: string) => editor.getByRole('textbox', { name, exact: true })
  const button = (name: string) => editor.getByRole('button', { name, exact: true })
  return { editor, frames, slider, field, button }
}

/** What is written on the frames. */
const times = (editor: Awaited<ReturnType<typeof openEditor>>) => editor.frames.allInnerTexts()

test('the frames that were chosen are the ones that are asked about', async ({ app }) => {
  const page = await app.openWindow()
  await attach(page, [sample('circle-left-to-right.mp4')])
  const edited = await openEditor(page)
  const { editor, frames, slider, field, button } = edited
  expect(await times(edited)).toEqual(['0:00.5', '0:01.5', '0:02.5', '0:03.5'])
  // As the model counts, which is loaded while one looks.
  await expect(editor).toContainText('4 frames picked, 104 tokens')
  await expectAccessible(page, 'editor of a clip')

  await test.step('the handles move by keys', async () => {
    const end = slider('End')
    await end.focus()
    await page.keyboard.press('ArrowLeft')
    await expect(end).toHaveAttribute('aria-valuetext', '0:03.9')
    await page.keyboard.press('Shift+ArrowLeft')
    await expect(end).toHaveAttribute('aria-valuetext', '0:02.9')
    await page.keyboard.press('ArrowRight')
    await slider('Start').focus()
    await page.keyboard.press('End')
    await expect(slider('Start')).toHaveAttribute('aria-valuetext', '0:02.9')
    await page.keyboard.press('Home')
    await expect(slider('Start')).toHaveAttribute('aria-valuetext', '0:00.0')
  })
  await test.step('a number of frames, a rate and a budget', async () => {
    await field('Frames').fill('6')
    await expect(editor).toContainText('6 frames × 26 tokens = 156 tokens')
    await editor.getByRole('radio', { name: 'Per second' }).click()
    await expect(field('Frames per second')).toHaveValue('2')
    await field('Token budget').fill('80')
    await expect(editor).toContainText('3 frames × 26 tokens = 78 tokens')
    await expect(editor).toContainText('The token budget allows no more')
  })
  await button('Pick frames').click()
  await expect(frames).toHaveCount(3)
  expect(await times(edited)).toEqual(['0:00.5', '0:01.5', '0:02.5'])

  await test.step('single frames are taken out and put back', async () => {
    await button('Remove the frame at 0:01.5').click()
    await expect(button('Remove the frame at 0:02.5')).toBeFocused()
    await button('Remove the frame at 0:00.5').click()
    await expect(button('Remove the frame at 0:02.5')).toBeDisabled()
    await button('Put back 2 removed frames').click()
    await button('Remove the frame at 0:01.5').click()
    expect(await times(edited)).toEqual(['0:00.5', '0:02.5'])
    await expect(editor).toContainText('2 frames picked, 52 tokens')
  })
  await expectAccessible(page, 'editor of a clip with a frame taken out')
  await button('Done').click()
  await expect(editor).toBeHidden()

  expect(await ask(page, 'What happens in the video?')).toContain('left to right')
  const sent = questions(page).getByRole('button', { name: /^Enlarge/ })
  expect(await sent.allInnerTexts()).toEqual(['0:00.5', '0:02.5'])
  await expect(questions(page)).toContainText('2 frames from 0:04.0')
  await expectAccessible(page, 'message with a clip')
})

test('scene changes are found', async ({ app }) => {
  const page = await app.openWindow()
  await attach(page, [sample('square-turns-blue.mp4')])
  const edited = await openEditor(page)
  await edited.editor.getByRole('radio', { name: 'At scene changes' }).click()
  await edited.field('Frames').fill('2')
  await edited.button('Pick frames').click()
  await expect(edited.frames).toHaveCount(2)
  expect(await times(edited)).toEqual(['0:00.1', '0:01.6'])
  await edited.button('Done').click()
  expect(await ask(page, 'Describe the video.')).toContain('green to blue')
})

test('three hours are edited without being read whole', async ({ app }) => {
  const page = await app.openWindow()
  const path = join(app.homeFolder, 'three-hours.mp4')
  await writeLongClip(sample('circle-left-to-right.mp4'), path, 3)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach', exact: true }).click()
  await (await chooser).setFiles([path])
  await expect(editButton(page)).toBeVisible({ timeout: 20_000 })
  const edited = await openEditor(page)
  const { field, frames, slider, button } = edited
  const before = await times(edited)

  await test.step('a picking that is stopped leaves the frames as they were', async () => {
    await field('Frames').fill('256')
    await button('Pick frames').click()
    await button('Stop').click()
    await expect(button('Pick frames')).toBeVisible()
    expect(await times(edited)).toEqual(before)
  })
  await test.step('another change ends the picking', async () => {
    await button('Pick frames').click()
    await expect(button('Stop')).toBeVisible()
    await field('Start').fill('2:59:00')
    await field('Start').press('Enter')
    await expect(button('Pick frames')).toBeVisible()
    await expect(slider('Start')).toHaveAttribute('aria-valuetext', '179:00.0')
    expect(await times(edited)).toEqual(before)
  })
  await field('Frames').fill('3')
  await button('Pick frames').click()
  await expect(frames).toHaveCount(3)
  expect(await times(edited)).toEqual(['179:10.0', '179:30.0', '179:50.0'])
})

/** Counts what the decoder is given and what is sent to the services from here on. */
async function countWork(page: Page) {
  let sentBytes = 0
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => (sentBytes += payload.length)),
  )
  await page.addInitScript(() => {
    const { decode } = VideoDecoder.prototype
    VideoDecoder.prototype.decode = function count(chunk) {
      document.documentElement.dataset['decoded'] = String(
        Number(document.documentElement.dataset['decoded'] ?? 0) + 1,
      )
      decode.call(this, chunk)
    }
  })
  await page.reload()
  await waitUntilUsable(page)
  return async () => ({
    decoded: Number((await page.locator('html').getAttribute('data-decoded')) ?? 0),
    sentBytes,
  })
}

test('frames that were picked before are used again', { tag: '@web' }, async ({ app }) => {
  const page = await app.openWindow()
  const work = await countWork(page)
  await attach(page, [sample('circle-left-to-right.mp4')])
  const first = await work()
  expect(first.decoded).toBeGreaterThan(0)
  expect(first.sentBytes).toBeGreaterThan(20_000)
  const edited = await openEditor(page)
  await edited.field('End').fill('2')
  await edited.field('End').press('Enter')
  await edited.field('Frames').fill('2')
  await edited.button('Pick frames').click()
  await expect(edited.frames).toHaveCount(2)
  const second = await work()
  expect(second.decoded).toBe(first.decoded)
  // The draft is written down, which is a few words; a frame would be more.
  expect(second.sentBytes - first.sentBytes).toBeLessThan(first.sentBytes / 8)

  await test.step('after a reload frames can still be taken out', async () => {
    await page.reload()
    await waitUntilUsable(page)
    const again = await openEditor(page)
    await expect(again.editor).toContainText('its file is no longer open')
    await expect(again.button('Pick frames')).toBeHidden()
    await again.button('Remove the frame at 0:00.5').click()
    expect(await times(again)).toEqual(['0:01.5'])
    await expectAccessible(page, 'editor of a clip without its file')
  })
})

test('the editor can be read in the dark and in Chinese', async ({ app }) => {
  const page = await app.openWindow()
  await attach(page, [sample('star-moves-up.webm')])
  await choose(page, /^Appearance$/, 'Dark')
  await choose(page, /^Language$/, '简体中文')
  await editButton(page).click()
  await page.getByRole('slider', { name: '终点' }).focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(page.getByRole('button', { name: '截取画面' })).toBeVisible()
  await expectAccessible(page, 'editor of a clip in the dark')
})
