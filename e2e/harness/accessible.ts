import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Waits until nothing moves any more; what was cancelled on the way has come to its end, too. */
export async function waitForStillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
  })
}

interface Look {
  /** Selector of the only part to look at, such as a menu that lies over everything. */
  within?: string | undefined
  /** Looks at colours alone, for a view that was looked at whole in others. */
  colours?: boolean
}

type Results = Awaited<ReturnType<AxeBuilder['analyze']>>

declare global {
  interface Window {
    /** The checker itself, in windows it has looked at before. */
    axe?: { run(within: string | Document, options: object): Promise<Results> }
  }
}

/** Most of a first look is bringing the checker into the window, where it then stays. */
async function findViolations(page: Page, { within, colours = false }: Look) {
  if (!(await page.evaluate(() => window.axe !== undefined)))
    await new AxeBuilder({ page }).setLegacyMode().withRules(['bypass']).analyze()
  const options = {
    resultTypes: ['violations'],
    ...(colours
      ? { runOnly: ['color-contrast'] }
      : { rules: { 'target-size': { enabled: true } } }),
  }
  return page.evaluate(
    async ([part, how]) => (await window.axe?.run(part ?? document, how))?.violations,
    [within, options] as const,
  )
}

/** @param where for the message when something is wrong */
export async function expectAccessible(page: Page, where: string, look: Look = {}): Promise<void> {
  const find = async () => {
    await waitForStillness(page)
    return (await findViolations(page, look))?.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => ({ where, id, help, target, failureSummary })),
    )
  }
  let found = await find()
  // A notice may have begun to fade meanwhile; what is really wrong is found again.
  if (found && found.length > 0) found = await find()
  expect.soft(found).toEqual([])
}
