import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Waits until nothing moves any more; what was cancelled on the way has come to its end, too. */
export async function waitForStillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
  })
}

/**
 * @param where for the message when something is wrong
 * @param within selector of the only part to look at, such as a menu that lies over everything
 */
export async function expectAccessible(page: Page, where: string, within?: string): Promise<void> {
  await waitForStillness(page)
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (within ? axe.include(within) : axe).analyze()
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => ({ where, id, help, target, failureSummary })),
  )
  expect.soft(found).toEqual([])
}
