import { z } from 'zod'
import { type SourceKind, sourceKindSchema, sourceKinds } from '../contract/model-sources.ts'
import type { NetworkState } from '../contract/network.ts'
import type { Database } from '../database/open-database.ts'
import { parseHubAddress } from './hub-address.ts'
import type { Environment } from './hub-token.ts'

/** What is set, without secrets. */
export interface NetworkSettings {
  endpoints: NetworkState['endpoints']
  offline: NetworkState['offline']
  /** Its address shows `***` for a password. */
  proxy: NetworkState['proxy']
}

const defaultEndpoints: Record<SourceKind, string> = {
  huggingface: 'https://huggingface.co',
  ollama: 'https://registry.ollama.ai',
  modelscope: 'https://modelscope.cn',
}

const storedSchemas = {
  endpoints: z.partialRecord(sourceKindSchema, z.string()),
  offline: z.boolean(),
  proxy: z.object({ mode: z.enum(['system', 'manual', 'none']), address: z.string() }),
}
type Stored = { [Key in keyof typeof storedSchemas]: z.infer<(typeof storedSchemas)[Key]> }

/** The network's part of the settings table, under keys `network.…`; the environment comes first. */
export function createNetworkSettings(database: Database, environment: Environment) {
  const row = database.prepare('select value from settings where key = ?').pluck()
  const write = database.prepare(`
    insert into settings (key, value) values (?, ?)
    on conflict (key) do update set value = excluded.value`)

  /** A value from another version reads as none. */
  function stored<Key extends keyof Stored>(key: Key): Stored[Key] | null {
    const text = row.get(`network.${key}`) as string | undefined
    if (text === undefined) return null
    const parsed = storedSchemas[key].safeParse(JSON.parse(text))
    return parsed.success ? (parsed.data as Stored[Key]) : null
  }
  const store = <Key extends keyof Stored>(key: Key, value: Stored[Key]) =>
    void write.run(`network.${key}`, JSON.stringify(value))

  function endpoint(source: SourceKind): NetworkState['endpoints'][SourceKind] {
    const variable = source === 'huggingface' ? environment.HF_ENDPOINT?.trim() : undefined
    if (variable) return { value: variable.replace(/\/+$/, ''), from: 'environment' }
    const value = stored('endpoints')?.[source]
    if (value !== undefined) return { value, from: 'settings' }
    return { value: defaultEndpoints[source], from: 'default' }
  }

  function offline(): NetworkState['offline'] {
    // The values huggingface_hub takes for true.
    if (/^(1|true|yes|on)$/i.test(environment.HF_HUB_OFFLINE?.trim() ?? ''))
      return { value: true, from: 'environment' }
    const value = stored('offline')
    return value === null ? { value: false, from: 'default' } : { value, from: 'settings' }
  }

  return {
    read: (): NetworkSettings => ({
      endpoints: Object.fromEntries(
        sourceKinds.map((source) => [source, endpoint(source)]),
      ) as NetworkState['endpoints'],
      offline: offline(),
      proxy: stored('proxy') ?? { mode: 'system', address: '' },
    }),
    endpoint,
    offline,
    /** @throws CaratError `ADDRESS_INVALID`; null goes back to the default. */
    setEndpoint(source: SourceKind, address: string | null): void {
      const { [source]: _, ...others } = stored('endpoints') ?? {}
      const chosen = address === null ? {} : { [source]: parseHubAddress(address) }
      store('endpoints', { ...others, ...chosen })
    },
    setOffline: (value: boolean) => store('offline', value),
    setProxy: (proxy: Stored['proxy']) => store('proxy', proxy),
  }
}
