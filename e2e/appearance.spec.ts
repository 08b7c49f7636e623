import type { Locator, Page } from '@playwright/test'
import { sample } from './harness/checkout.ts'
import { attach, dropFiles } from './harness/files.ts'
import { tabTo } from './harness/keys.ts'
import { expect, test } from './harness/test.ts'
import {
  ask,
  chinese,
  conversation,
  messageBox,
  replies,
  sendButton,
  startChat,
  textOfReply,
} from './harness/window.ts'

/** Chooses an option in the settings, whatever language they are in, and leaves them open. */
async function choose(page: Page, place: 0 | 1, option: string) {
  await page.getByRole('dialog').getByRole('combobox').nth(place).click()
  await page.getByRole('option', { name: option, exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('combobox').nth(place)).toContainText(option)
}

const openSettings = (page: Page) => page.getByRole('button', { name: /^(Settings|设置)$/ }).click()

async function closeSettings(page: Page) {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}

test('dark and light follow the system or the choice', async ({ app }) => {
  const page = await app.openWindow()
  const brightness = () =>
    page.locator('body').evaluate((body) => {
      const context = new OffscreenCanvas(1, 1).getContext('2d')
      if (!context) return 0
      context.fillStyle = getComputedStyle(body).backgroundColor
      context.fillRect(0, 0, 1, 1)
      return context.getImageData(0, 0, 1, 1).data[0]
    })
  expect(await brightness()).toBeGreaterThan(200)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(brightness).toBeLessThan(60)
  await openSettings(page)
  await choose(page, 1, 'Light')
  await expect.poll(brightness).toBeGreaterThan(200)
  await choose(page, 1, 'Dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(brightness).toBeLessThan(60)
  await page.reload()
  await expect.poll(brightness).toBeLessThan(60)
})

test(
  'a small or magnified window keeps what one needs in view',
  { tag: '@web' },
  async ({ app }) => {
    const page = await app.openWindow()
    await page.setViewportSize({ width: 800, height: 600 })
    const examples = conversation(page).getByRole('list', { name: 'Examples' })
    await expect(examples).toBeInViewport({ ratio: 1 })
    await page.setViewportSize({ width: 320, height: 480 })
    await attach(page, [sample('three-shapes.png'), sample('circle-left-to-right.mp4')])
    await dropFiles(page, [{ name: 'a.exe', type: '', bytes: Buffer.from('MZ') }])
    await expect(page.getByRole('alert')).toContainText('a.exe')
    await messageBox(page).fill('A line of many.\n'.repeat(40))
    await expect(sendButton(page)).toBeInViewport({ ratio: 1 })
    await expect(page.getByRole('button', { name: 'Model', exact: true })).toBeInViewport()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)

    await page.setViewportSize({ width: 640, height: 300 })
    await expect(sendButton(page)).toBeInViewport({ ratio: 1 })
    await page.emulateMedia({ forcedColors: 'active' })
    await page.getByRole('button', { name: /^Image detail/ }).click()
    await expect(page.getByRole('menu')).toBeInViewport({ ratio: 1 })
    // In forced colours the one that is pointed at has a line around it, and no other has.
    const lines = () =>
      page
        .getByRole('menu')
        .locator('[role^=menuitem]')
        .evaluateAll((items) => items.map((item) => getComputedStyle(item).outlineStyle))
    await page.getByRole('menuitemradio').first().hover()
    await expect.poll(lines).toEqual(['solid', 'none', 'none', 'none'])
  },
)

test('a notice covers nothing of a dialog in a small window', { tag: '@web' }, async ({ app }) => {
  const page = await app.openWindow()
  await page.setViewportSize({ width: 360, height: 640 })
  await page.keyboard.press('ControlOrMeta+,')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('tab', { name: 'Prompts' }).click()
  const rows = settings.getByRole('button', { name: /^More for/ })
  const count = await rows.count()
  const top = (await settings.boundingBox())?.y
  await rows.first().click()
  await page.getByRole('menuitem', { name: 'Hide' }).click()
  const undo = page.getByRole('button', { name: /^Undo/ })
  await expect(undo).toBeInViewport({ ratio: 1 })
  const box = await settings.boundingBox()
  const notice = await page.locator('[role=dialog][aria-modal=false]').boundingBox()
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(notice?.y ?? 0)
  expect(box?.y).toBe(top)

  await expect(page.getByRole('menu')).toHaveCount(0)
  // The menu gives the focus back when it has gone, and what it was opened from goes as well.
  await expect(rows).toHaveCount(count - 1)
  await expect(async () => {
    await settings.getByRole('tab', { name: 'Prompts' }).focus()
    await page.keyboard.press('F6')
    const notices = page.getByRole('region', { name: 'Notifications' })
    await expect(notices).toBeFocused({ timeout: 500 })
  }).toPass()
  await tabTo(page, undo)
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(count)
  await expect(settings.locator(':focus')).toHaveCount(1)

  await test.step('nor of a message, and stays where it is while one is written', async () => {
    await page.keyboard.press('Escape')
    await expect(settings).toBeHidden()
    const last = page.locator('[role=dialog][aria-modal=false]', { hasText: 'Undone' })
    for (const width of [360, 800]) {
      await page.setViewportSize({ width, height: 640 })
      // Pointed at, it does not go by itself.
      await last.hover()
      const place = await last.boundingBox()
      await messageBox(page).fill('A line of many.\n'.repeat(20))
      expect(await last.boundingBox()).toEqual(place)
      const message = await messageBox(page).boundingBox()
      const above = (place?.y ?? 0) + (place?.height ?? 0) <= (message?.y ?? 0)
      const beside = (place?.x ?? 0) + (place?.width ?? 0) <= (message?.x ?? 0)
      expect(above || beside).toBe(true)
      await messageBox(page).fill('')
    }
  })
})

/** Notes from here on what moves for longer than one can see. */
const noteMotion = (page: Page) =>
  page.evaluate(() => {
    const note = () => {
      for (const { effect } of document.getAnimations())
        if (Number(effect?.getComputedTiming().duration) > 1)
          document.documentElement.dataset['moved'] = 'true'
    }
    for (const kind of ['transitionrun', 'animationstart']) document.addEventListener(kind, note)
  })

test('nothing moves where motion is to be reduced', { tag: '@web' }, async ({ app }) => {
  const page = await app.openWindow()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await noteMotion(page)
  await ask(page, 'Who are you?')
  await replies(page).hover()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await openSettings(page)
  await choose(page, 1, 'Dark')
  await closeSettings(page)
  await page.keyboard.press('ControlOrMeta+Shift+C')
  await expect(page.getByText('Reply copied')).toBeVisible()
  await expect(page.locator('html')).not.toHaveAttribute('data-moved')
})

test('in Chinese everything is Chinese, and pictures and clips get true answers', async ({
  app,
}) => {
  const page = await app.openWindow()
  await openSettings(page)
  await choose(page, 0, '简体中文')
  await closeSettings(page)
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(conversation(page, chinese)).toContainText('拖到窗口任意位置')
  const leftOver = (await page.locator('body').innerText())
    .replaceAll(/Carat|Demo|Gemma|Enter|Shift|English|JPEG|PNG|CPU|Ctrl/g, '')
    .match(/[A-Za-z]{3,}/g)
  expect(leftOver).toBeNull()
  await page.setViewportSize({ width: 800, height: 600 })
  // Lines end between clauses, not within words.
  expect(await secondLine(page.getByText('演示模型只认识彩色图形'))).toBe('看到照片时只能靠猜。')
  await page.setViewportSize({ width: 1280, height: 800 })

  const questions = [
    ['red-circle.png', '图里是什么？', '红色的圆形'],
    ['three-shapes.png', '有几个图形？', '三'],
    ['circle-left-to-right.mp4', '视频里发生了什么？', '从左向右'],
  ] as const
  for (const [file, question, words] of questions) {
    await startChat(page, chinese)
    await attach(page, [sample(file)])
    expect.soft(await ask(page, question, chinese)).toContain(words)
  }
  expect(await hasFontForEveryLetter(page)).toBe(true)
})

/** What a text goes on with in its second line. */
const secondLine = (text: Locator) =>
  text.evaluate(({ firstChild }) => {
    if (!(firstChild instanceof Text)) return null
    const range = document.createRange()
    const topOf = (place: number) => {
      range.setStart(firstChild, place)
      range.setEnd(firstChild, place + 1)
      return range.getBoundingClientRect().top
    }
    const letters = firstChild.data.split('')
    return firstChild.data.slice(letters.findIndex((_, place) => topOf(place) > topOf(0) + 4))
  })

/** Letters a computer has no font for are all drawn as the same box. */
const hasFontForEveryLetter = (page: Page) =>
  textOfReply(replies(page).last()).evaluate((element) => {
    const context = new OffscreenCanvas(32, 32).getContext('2d', { willReadFrequently: true })
    if (!context) return false
    context.font = `24px ${getComputedStyle(element).fontFamily}`
    const draw = (letter: string) => {
      context.clearRect(0, 0, 32, 32)
      context.fillText(letter, 2, 26)
      return context.getImageData(0, 0, 32, 32).data.join()
    }
    const missing = draw('\u{10fffd}')
    return [...(element.textContent ?? '')].every((letter) => draw(letter) !== missing)
  })
