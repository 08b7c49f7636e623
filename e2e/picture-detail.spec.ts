import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { expectAccessible } from './harness/accessible.ts'
import { attach } from './harness/files.ts'
import { takePicture } from './harness/screenshots.ts'
import { expect, test } from './harness/test.ts'
import { attachments, finished, questions, replies, send } from './harness/window.ts'

const question = 'What is in this image?'

/** A white picture of 960 x 320 with a red disc: three crops of 320 pixels. */
const wide = {
  name: 'wide.png',
  type: 'image/png',
  bytes: await sharp({ create: { width: 960, height: 320, channels: 3, background: '#fff' } })
    .composite([
      {
        input: Buffer.from(
          '<svg width="960" height="320"><circle cx="160" cy="160" r="90" fill="red"/></svg>',
        ),
      },
    ])
    .png()
    .toBuffer(),
}

const detailButton = (page: Page) =>
  page.getByRole('button', { name: /^Image detail of wide\.png/ })
const lookCloser = (page: Page) =>
  page.getByRole('dialog').getByRole('button', { name: 'Look closer', exact: true })
const looks = (page: Page) => page.getByRole('button', { name: /^Remove closer look/ })

/** Pictures the latest reply had encoded, and how many it was given, as its details say. */
async function encodedOf(page: Page) {
  await replies(page).last().getByRole('button', { name: 'Details' }).click()
  const row = page.getByText('Pictures encoded').locator('xpath=following-sibling::dd')
  const words = await row.innerText()
  await page.keyboard.press('Escape')
  await expect(row).toBeHidden()
  return words
}

test('a wide picture is looked at in as many views as were chosen, and encoded once', async ({
  app,
}) => {
  const page = await app.openWindow()
  await attach(page, [wide])
  await attachments(page).hover()
  await expect(detailButton(page)).toHaveAccessibleName(/: Fast, 1 view$/)
  await detailButton(page).click()
  await expect(page.getByRole('menuitemradio')).toHaveText([
    'Fast1 view · 18 tokens',
    'Auto4 views · 18 tokens each',
    'Detailed4 views · 18 tokens each',
  ])
  await expectAccessible(page, 'detail menu', { within: '[role=menu]' })
  // Pointing at an option shows the parts before it is chosen.
  const outlines = attachments(page).locator('svg[viewBox="0 0 960 320"] g')
  await expect(outlines).toHaveCount(0)
  await page.getByRole('menuitemradio', { name: /^Detailed/ }).hover()
  await expect(outlines).toHaveCount(3)
  await takePicture(page, 'picture-detail', false)
  await page.getByRole('menuitemradio', { name: /^Detailed/ }).click()
  await expect(detailButton(page)).toHaveAccessibleName(/: Detailed, 4 views$/)

  await finished(await send(page, question))
  await expect(questions(page)).toContainText('4 views')
  await expectAccessible(page, 'a sent picture with views')
  expect(await encodedOf(page)).toBe('4 of 4')
  await finished(await send(page, 'What colour is it?'))
  expect(await encodedOf(page)).toBe('0 of 4')

  await page.reload()
  await expect(questions(page).first()).toContainText('4 views')
})

test('parts of a picture are chosen by dragging or by keys, and each is a view', async ({
  app,
}) => {
  const page = await app.openWindow()
  await attach(page, [wide])
  await page.getByRole('button', { name: 'Enlarge wide.png' }).click()
  const viewer = page.getByRole('dialog')
  await expect(viewer).toContainText('1 view · 18 tokens')
  await lookCloser(page).click()

  const area = page.getByRole('application', { name: 'Part to look at more closely' })
  await expect(area).toBeFocused()
  const box = await area.boundingBox()
  if (!box) throw new Error('the picture is not on view')
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const
  await page.mouse.move(...at(0.05, 0.2))
  await page.mouse.down()
  await page.mouse.move(...at(0.2, 0.5))
  await page.mouse.move(...at(0.3, 0.8))
  await page.mouse.up()
  await expect(looks(page)).toHaveCount(1)
  await expect(viewer).toContainText('2 views · 18 tokens each')
  // A click alone chooses nothing.
  await page.mouse.click(...at(0.5, 0.5))
  await expect(looks(page)).toHaveCount(1)

  await area.focus()
  await page.keyboard.press('ArrowRight')
  await expect(area).toContainText('35% from the left, 35% from the top, 30% wide, 30% high')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(area).toContainText('37% from the left, 35% from the top, 30% wide, 32% high')
  await page.keyboard.press('Enter')
  await expect(looks(page)).toHaveCount(2)
  await expectAccessible(page, 'look closer')
  await takePicture(page, 'look-closer', false)

  await looks(page).last().click()
  await expect(looks(page)).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(viewer).toBeHidden()

  await expect(detailButton(page)).toHaveAccessibleName(/: Fast, 2 views$/)
  await finished(await send(page, question))
  await expect(questions(page)).toContainText('2 views')
  expect(await encodedOf(page)).toBe('2 of 2')
})

test('Escape ends the choosing first, then the viewer; the menu leads there as well', async ({
  app,
}) => {
  const page = await app.openWindow()
  await attach(page, [wide])
  await detailButton(page).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Look closer' }).click()
  const area = page.getByRole('application')
  await expect(area).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(area).toBeHidden()
  await expect(lookCloser(page)).toBeFocused()

  await detailButton(page).click()
  await expect(page.getByRole('menu')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})
