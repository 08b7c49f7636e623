import { expect, type Locator, type Page } from '@playwright/test'

const MOST_PRESSES = 80

/** Presses Tab, or another key, until an element has the focus. */
export async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    const there = await target.evaluateAll((all) =>
      all.some((one) => one === document.activeElement),
    )
    if (there) return
    await page.keyboard.press(key)
  }
  await expect(target).toBeFocused()
}
