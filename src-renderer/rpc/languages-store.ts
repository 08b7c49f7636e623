import { create } from 'zustand'
import { rpc } from './client.ts'
import { whenConnected } from './connection.ts'

/** Tags of the languages that are there as files; null until the services first answer. */
export const useLanguages = create<{ files: readonly string[] | null }>(() => ({ files: null }))

/** Asks which there are; a file that is added later counts after a reload. */
export async function readLanguages(signal: AbortSignal): Promise<void> {
  await whenConnected(signal)
  useLanguages.setState({ files: await rpc.languages.list(undefined, { signal }) })
}
