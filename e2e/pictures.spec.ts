import { fixture, sample } from './harness/checkout.ts'
import { attach, expectReady, pasteFiles, readPageFile } from './harness/files.ts'
import { expect, test } from './harness/test.ts'
import { ask, attachments, messageBox, questions, send, startChat } from './harness/window.ts'

const question = 'What is in this image?'

test('pictures of phones, cameras and the web are all seen', async ({ app }) => {
  const page = await app.openWindow()
  for (const name of ['heic', 'avif', 'bmp', 'gif'])
    await test.step(name, async () => {
      await startChat(page)
      await attach(page, [fixture(`media/red-circle.${name}`)])
      expect.soft(await ask(page, question)).toContain('red circle')
    })
  await test.step('a HEIC that a phone turned stands upright', async () => {
    await startChat(page)
    await attach(page, [fixture('media/rotated.heic')])
    const thumbnail = attachments(page).locator('img')
    const sides = await thumbnail.evaluate(async (image: HTMLImageElement) => {
      await image.decode()
      return [image.naturalWidth, image.naturalHeight]
    })
    expect(sides).toEqual([96, 64])
  })
  await test.step('a wrong name does not matter', async () => {
    await startChat(page)
    await attach(page, [{ ...readPageFile(sample('pink-heart.webp')), name: 'heart.jpg' }])
    expect.soft(await ask(page, question)).toContain('pink heart')
  })
})

test('a picture that is pasted or chosen is seen like one that is dropped', async ({ app }) => {
  const page = await app.openWindow()
  await pasteFiles(page, [sample('red-circle.png')])
  await expectReady(page, 1)
  expect(await ask(page, question)).toContain('red circle')

  await startChat(page)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach', exact: true }).click()
  await (await chooser).setFiles([sample('before.png'), sample('after.png')])
  await expectReady(page, 2)
  expect(await ask(page, 'What changed between the images?')).toContain('from blue to orange')
})

test('attachments can be put in order and removed before they are sent', async ({ app }) => {
  const page = await app.openWindow()
  const names = ['black-cross.png', 'red-circle.png', 'pink-heart.webp']
  await attach(page, names.map(sample))
  const order = () =>
    attachments(page)
      .getByRole('button', { name: /^Enlarge/ })
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')?.slice(8)))
  expect(await order()).toEqual(names)

  await page.getByRole('button', { name: 'Enlarge pink-heart.webp' }).focus()
  await page.keyboard.press('Alt+ArrowLeft')
  await page.keyboard.press('Alt+ArrowLeft')
  expect(await order()).toEqual(['pink-heart.webp', 'black-cross.png', 'red-circle.png'])

  await attachments(page).last().dragTo(attachments(page).first())
  expect(await order()).toEqual(['red-circle.png', 'pink-heart.webp', 'black-cross.png'])

  await attachments(page).nth(1).hover()
  await page.getByRole('button', { name: 'Remove pink-heart.webp' }).click()
  await page.keyboard.press('Escape')
  expect(await order()).toEqual(['red-circle.png', 'black-cross.png'])
  const answer = await ask(page, 'What is in each image?')
  expect(answer).toMatch(/red circle.*black/s)
})

test('a click enlarges a picture, before and after it is sent', async ({ app }) => {
  const page = await app.openWindow()
  await attach(page, [sample('red-circle.png'), sample('portrait-triangle.png')])
  await page.getByRole('button', { name: 'Enlarge red-circle.png' }).click()
  const viewer = page.getByRole('dialog')
  await expect(viewer.getByRole('img', { name: 'red-circle.png' })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(viewer.getByRole('img', { name: 'portrait-triangle.png' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(viewer).toBeHidden()

  await send(page, question)
  const sent = questions(page).getByRole('button', { name: 'Enlarge portrait-triangle.png' })
  await sent.click()
  const picture = viewer.getByRole('img', { name: 'portrait-triangle.png' })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  await viewer.getByRole('button', { name: 'Close' }).click()
  await expect(messageBox(page)).toBeVisible()
})

test('a clip shows its frames with their times before it is sent', async ({ app }) => {
  const page = await app.openWindow()
  await attach(page, [sample('circle-left-to-right.mp4')])
  const frames = attachments(page).getByRole('button', { name: /^Enlarge/ })
  await expect(frames).toHaveCount(4)
  await expect(frames.first()).toHaveAccessibleName(/at 0:0\d\.\d$/)
  await expect(attachments(page)).toContainText('4 frames from')
})
