import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { choose } from './screenshots.ts'

/** A view of the window: how one comes to it, and away again. */
export interface Screen {
  name: string
  open: (page: Page) => Promise<unknown>
  /** What is looked at alone, such as a menu that lies over everything. */
  within?: string
  close?: (page: Page) => Promise<unknown>
}

const setTheme = (page: Page, theme: 'light' | 'dark') =>
  page.evaluate((name) => {
    document.documentElement.dataset['theme'] = name
  }, theme)

/** Languages of the window, each with a journey of its own. */
export const languages = ['English', '简体中文'] as const

/** Looks at every screen, light and dark. */
export async function expectAllAccessible(
  page: Page,
  language: (typeof languages)[number],
  screens: readonly Screen[],
): Promise<void> {
  await choose(page, /^(Language|语言)$/, language)
  for (const { name, open, within, close } of screens) {
    await open(page)
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(page, theme)
      const where = `${name}, ${theme}, ${language}`
      await expectAccessible(page, where, { within, colours: theme === 'dark' })
    }
    await close?.(page)
  }
}

export const escape = (page: Page) => page.keyboard.press('Escape')
