import { expect, test } from '@playwright/test'
import { killHost } from './kills/data/kill-host.ts'

// A small share of `e2e/kills/data/run-all.ts`.
test('a host that is killed while it writes loses nothing it acknowledged @web', async () => {
  const { faults, kills, lost, messages, orphans } = await killHost(8, 7)
  expect({ faults, lost, orphans }).toEqual({ faults: [], lost: [], orphans: [] })
  expect(kills).toBe(8)
  expect(messages).toBeGreaterThan(0)
})
