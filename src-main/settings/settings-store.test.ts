import { expect, test } from 'vitest'
import type { Settings } from '../contract/settings.ts'
import { temporaryDatabase } from '../testing/temporary-database.ts'
import { createSettingsStore } from './settings-store.ts'

const defaults: Settings = {
  language: 'system',
  theme: 'system',
  density: 'comfortable',
  readAhead: true,
  notifications: 'off',
  selectedModelId: 'demo',
  simultaneousDownloads: 2,
  downloadSpeedLimit: null,
}

test('choices are kept and every follower hears of them', async () => {
  const database = temporaryDatabase()
  const settings = createSettingsStore(database, defaults)
  const { signal } = new AbortController()
  const values = settings.follow(signal)
  expect((await values.next()).value).toEqual(defaults)
  settings.update({ theme: 'dark' })
  expect((await values.next()).value).toEqual({ ...defaults, theme: 'dark' })
  expect(createSettingsStore(database, defaults).read().theme).toBe('dark')
})

test('a value from another version reads as the default', () => {
  const database = temporaryDatabase()
  const settings = createSettingsStore(database, defaults)
  database.prepare(`insert into settings values ('theme', '"sepia"')`).run()
  expect(settings.read()).toEqual(defaults)
})
