import { type Settings, settingsSchema } from '../contract/settings.ts'
import type { Database } from '../database/open-database.ts'
import { createBroadcast } from '../platform/broadcast.ts'

/** The user's choices, one row each; a value that no longer fits its schema reads as its default. */
export function createSettingsStore(database: Database, defaults: Settings) {
  const rows = database.prepare('select key, value from settings')
  const write = database.prepare(`
    insert into settings (key, value) values (?, ?)
    on conflict (key) do update set value = excluded.value`)
  const changes = createBroadcast<Settings>()

  const read = (): Settings => {
    const settings: Record<string, unknown> = { ...defaults }
    for (const { key, value } of rows.all() as { key: string; value: string }[]) {
      const field = settingsSchema.shape[key as keyof Settings]
      const parsed = field?.safeParse(JSON.parse(value))
      if (parsed?.success) settings[key] = parsed.data
    }
    return settingsSchema.parse(settings)
  }

  const update = database.transaction((patch: Partial<Settings>) => {
    for (const [key, value] of Object.entries(patch)) write.run(key, JSON.stringify(value))
  })

  return {
    read,
    /** Commits the given choices and tells every window. */
    update(patch: Partial<Settings>): void {
      update(patch)
      changes.publish(read())
    },
    follow: (signal: AbortSignal | undefined) => changes.follow(signal, read),
  }
}
