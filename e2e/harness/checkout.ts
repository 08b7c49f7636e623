import { resolve } from 'node:path'

/** Absolute folder of the source checkout whose build is under test. */
export const checkout = resolve(import.meta.dirname, '../..')

/** Absolute path of a file among the fixtures. */
export const fixture = (name: string) => resolve(checkout, 'e2e/fixtures', name)

/** Absolute path of one of the demo model's sample pictures and clips. */
export const sample = (name: string) => fixture(`samples/${name}`)
