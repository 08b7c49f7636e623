import type { Page } from '@playwright/test'

/** Shows a part of the models page. */
export async function openModels(
  page: Page,
  tab: 'Discover' | 'Downloads' | 'On this computer',
): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Models/ })
    .click()
  await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click()
}

/** A model in a list of the page, by words of its name. */
export const modelRow = (page: Page, name: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: name }).first()

/** A download in the queue or among the finished, by words of its name. */
export const downloadOf = (page: Page, name: string) =>
  page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: name }).first()

/** Chooses from the menu of a model on this computer. */
export async function actOn(page: Page, name: string, action: string): Promise<void> {
  await modelRow(page, name)
    .getByRole('button', { name: /^More for/ })
    .click()
  await page.getByRole('menuitem', { name: action }).click()
}
