import type { Page } from '@playwright/test'
import { escape, expectAllAccessible, languages, type Screen } from './harness/appearances.ts'
import { sample } from './harness/checkout.ts'
import { attach, dropFiles } from './harness/files.ts'
import { expect, test } from './harness/test.ts'
import { ask, questions, replies } from './harness/window.ts'

const button = (page: Page, name: RegExp) => page.getByRole('button', { name }).first()
/** What was opened; a toast is a dialog, too. */
const dialog = (page: Page) => page.locator('[role=dialog]:not([aria-modal=false])')
const menu = (page: Page) => page.getByRole('menu')
const searchField = (page: Page) => page.locator('[role=search]:not([data-find]) [role=searchbox]')

async function press(page: Page, keys: string, shown = dialog(page)) {
  await page.keyboard.press(keys)
  await expect(shown).toBeVisible()
}

async function openMenu(page: Page, name: RegExp, shown = menu(page)) {
  await button(page, name).click()
  await expect(shown).toBeVisible()
}

/** A tooltip over it takes the first Escape. */
const closeDialog = (page: Page) =>
  expect(async () => {
    await escape(page)
    await expect(dialog(page)).toBeHidden({ timeout: 1000 })
  }).toPass()
const closeMenu = async (page: Page) => {
  await escape(page)
  await expect(menu(page)).toBeHidden()
}

/** A dialog by its command, which the palette finds by its English name in every language. */
const byCommand = (words: string): Screen => ({
  name: words,
  open: async (page) => {
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('combobox', { expanded: true })).toBeFocused()
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('option')).toHaveCount(0)
    await expect(dialog(page)).toBeVisible()
  },
  close: closeDialog,
})

const settings = (section: number): Screen => ({
  name: `settings, section ${section + 1}`,
  open: async (page) => {
    await press(page, 'ControlOrMeta+,')
    await dialog(page).getByRole('tab').nth(section).click()
  },
  close: closeDialog,
})

const screens: Screen[] = [
  {
    name: 'first run',
    open: (page) => page.keyboard.press('ControlOrMeta+Shift+O'),
  },
  {
    name: 'draft with all kinds of attachments and a refused file',
    open: async (page) => {
      if ((await page.getByRole('listitem').filter({ hasText: 'token' }).count()) > 0) return
      await attach(page, [sample('red-circle.png'), sample('circle-left-to-right.mp4')])
      await dropFiles(page, [{ name: 'a.exe', type: '', bytes: Buffer.from('MZ') }])
      await expect(page.getByRole('alert').first()).toBeVisible()
    },
  },
  {
    name: 'picture of a draft',
    open: (page) => openMenu(page, /^(Enlarge|放大) red/, dialog(page)),
  },
  {
    name: 'closer look',
    open: async (page) => {
      await dialog(page)
        .getByRole('button', { name: /^(Look closer|细看局部)/ })
        .click()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Enter')
    },
    close: async (page) => {
      await escape(page)
      await closeDialog(page)
    },
  },
  {
    name: 'detail menu',
    open: (page) => openMenu(page, /^Image detail|的精细度：/),
    within: '[role=menu]',
    close: closeMenu,
  },
  {
    name: 'clip editor',
    open: (page) => openMenu(page, /^(Edit frames|编辑画面)/, dialog(page)),
    close: closeDialog,
  },
  {
    name: 'context',
    open: (page) => openMenu(page, /^(Context|上下文)/, dialog(page)),
    close: closeDialog,
  },
  {
    name: 'conversation',
    open: async (page) => {
      await page.getByRole('link').last().click()
      await replies(page).last().hover()
    },
  },
  {
    name: 'sent picture',
    open: async (page) => {
      await questions(page).getByRole('button').first().click()
      await expect(dialog(page)).toBeVisible()
    },
    close: closeDialog,
  },
  {
    name: 'menu of a reply',
    within: '[role=menu]',
    open: async (page) => {
      await replies(page)
        .last()
        .getByRole('button', { name: /^(More|更多)$/ })
        .click()
      await expect(menu(page)).toBeVisible()
    },
    close: closeMenu,
  },
  {
    name: 'details of a reply',
    open: async (page) => {
      await replies(page)
        .last()
        .getByRole('button', { name: /^(Details|详情)/ })
        .click()
      await expect(dialog(page)).toBeVisible()
    },
    close: closeDialog,
  },
  {
    name: 'message being edited',
    open: async (page) => {
      await page.getByRole('textbox', { name: /^(Message|消息)$/ }).click()
      await page.keyboard.press('ArrowUp')
    },
    close: escape,
  },
  {
    name: 'words found in a conversation',
    open: async (page) => {
      await page.keyboard.press('ControlOrMeta+f')
      await page.keyboard.type('circle')
      await expect(page.locator('[data-find] [role=status]')).toContainText('1')
    },
    close: escape,
  },
  byCommand('Export this conversation'),
  byCommand('Import conversations'),
  {
    name: 'models to choose from',
    open: (page) => press(page, 'ControlOrMeta+Shift+L'),
    close: closeDialog,
  },
  {
    name: 'menu of a conversation',
    within: '[role=menu]',
    open: (page) => openMenu(page, /^More for|的更多操作$/),
    close: closeMenu,
  },
  {
    name: 'conversation being renamed',
    open: (page) => page.keyboard.press('F2'),
    close: escape,
  },
  {
    name: 'what was found',
    open: async (page) => {
      await page.keyboard.press('ControlOrMeta+Shift+F')
      await searchField(page).fill('circle')
      await expect(page.locator('[data-result]').first()).toBeVisible()
    },
  },
  {
    name: 'nothing found',
    open: async (page) => {
      await searchField(page).fill('circle nowhere')
      await expect(page.locator('[data-result]')).toHaveCount(0)
    },
    close: escape,
  },
  { name: 'palette', open: (page) => press(page, 'ControlOrMeta+k'), close: closeDialog },
  { name: 'shortcuts', open: (page) => press(page, 'ControlOrMeta+/'), close: closeDialog },
  settings(0),
  settings(1),
  settings(2),
  settings(3),
  {
    name: 'toast and no sidebar',
    open: async (page) => {
      await page.keyboard.press('ControlOrMeta+Shift+C')
      await page.keyboard.press('ControlOrMeta+b')
      await expect(page.getByRole('navigation')).toBeHidden()
    },
    close: (page) => page.keyboard.press('ControlOrMeta+b'),
  },
]

for (const language of languages)
  test(`every view of conversations is accessible, light and dark: ${language}`, async ({
    app,
  }) => {
    test.setTimeout(180_000)
    const page = await app.openWindow()
    await attach(page, [sample('red-circle.png')])
    await ask(page, 'What is in this image?')
    await expectAllAccessible(page, language, screens)
  })
