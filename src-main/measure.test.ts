import { createRouterClient } from '@orpc/server'
import { expect, onTestFinished, test } from 'vitest'
import type { MeasureEvent } from './contract/models.ts'
import { createRouter } from './rpc/router.ts'
import { createServices } from './services.ts'
import { createSourceHost } from './testing/source-host.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

async function start() {
  const services = await createServices(createSourceHost(temporaryFolder()))
  onTestFinished(() => services.dispose())
  const client = createRouterClient(createRouter(services))
  const measureOf = () =>
    client.models.follow().then(async (snapshots) => {
      for await (const { models } of snapshots) return models.find(({ demo }) => demo)?.measure
    })
  return { client, measureOf }
}

test('a measurement tells how far it is, and its result is kept with the model', async () => {
  const { client, measureOf } = await start()
  expect(await measureOf()).toBeNull()
  const events: MeasureEvent[] = []
  for await (const event of await client.models.measure({ modelId: 'demo' })) events.push(event)
  const fractions = events.map((event) => (event.kind === 'running' ? event.fraction : 0))
  expect(fractions).toEqual(fractions.toSorted((one, other) => one - other))
  expect(fractions.at(-1)).toBe(0.75)
  const measure = await measureOf()
  expect(measure).toMatchObject({ engine: 'vision', device: expect.any(String) as string })
  expect(measure?.promptTokens).toBeGreaterThan(300)
  expect(measure?.outputTokensPerSecond).toBeGreaterThan(0)
  expect(measure?.promptTokensPerSecond).toBeGreaterThan(0)
}, 60_000)

test('one that is stopped keeps nothing', async () => {
  const { client, measureOf } = await start()
  const stop = new AbortController()
  const events = await client.models.measure({ modelId: 'demo' }, { signal: stop.signal })
  const reading = (async () => {
    for await (const event of events)
      if (event.kind === 'running' && event.fraction > 0) stop.abort()
  })()
  await reading.catch(() => {})
  expect(await measureOf()).toBeNull()
}, 60_000)
