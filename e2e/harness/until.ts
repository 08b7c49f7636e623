import { setTimeout as pause } from 'node:timers/promises'

/**
 * Waits for a state outside the window, such as processes or the database.
 *
 * @throws when it does not come within `patience` milliseconds.
 */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  patience = 5_000,
): Promise<void> {
  const end = performance.now() + patience
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`${what} did not happen within ${patience} ms`)
    await pause(20)
  }
}
