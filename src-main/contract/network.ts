import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { failureSchema } from './errors.ts'
import { sourceKindSchema } from './model-sources.ts'
import { procedure } from './procedure.ts'

/** A value and who set it; what the environment sets cannot be changed in the window. */
const chosen = <Value extends z.ZodType>(value: Value) =>
  z.object({ value, from: z.enum(['default', 'settings', 'environment']) })

export const networkStateSchema = z.object({
  /** Address of each source, e.g. of a mirror. */
  endpoints: z.record(sourceKindSchema, chosen(z.string())),
  /** Nothing is asked of any hub. */
  offline: chosen(z.boolean()),
  proxy: z.object({
    mode: z.enum(['system', 'manual', 'none']),
    /** For `manual`: `http://host:port`, with user and password if need be. */
    address: z.string(),
  }),
  /** The Hugging Face token; it never leaves the services. */
  token: z.object({
    present: z.boolean(),
    from: z.enum(['settings', 'environment']).nullable(),
    /** Where one that is entered is kept on this computer. */
    storage: z.enum(['keychain', 'plain-keychain', 'private-file']),
  }),
})
/** How Carat reaches hubs. `plain-keychain` is a Linux without a keyring: obscured, not encrypted. */
export type NetworkState = z.infer<typeof networkStateSchema>

export const hostTestSchema = z.object({
  /** The hub's address that was tried; empty when it could not even be read. */
  address: z.string(),
  host: z.string(),
  /** Null when the host answered as it should. */
  failure: failureSchema.nullable(),
  milliseconds: z.number(),
  /** Of the token, when there is one and the hub said. */
  account: z.string().nullable(),
})
export type HostTest = z.infer<typeof hostTestSchema>

export const networkContract = {
  follow: procedure.output(eventIterator(networkStateSchema)),
  /** Null goes back to the default. Fails with `ADDRESS_INVALID`. */
  setEndpoint: procedure
    .input(z.object({ source: sourceKindSchema, address: z.string().max(2000).nullable() }))
    .output(z.object({})),
  setOffline: procedure.input(z.object({ offline: z.boolean() })).output(z.object({})),
  setProxy: procedure
    .input(z.object({ mode: z.enum(['system', 'manual', 'none']), address: z.string().max(2000) }))
    .output(z.object({})),
  /** Null forgets it. */
  setToken: procedure
    .input(z.object({ token: z.string().trim().max(400).nullable() }))
    .output(z.object({})),
  /** Tries a source, from name to answer, and says what failed. */
  test: procedure.input(z.object({ source: sourceKindSchema })).output(hostTestSchema),
}
