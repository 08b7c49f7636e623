import type { Database } from './open-database.ts'

/** Work that happens as a whole or not at all, as a plain function; inside another it joins that one. */
export const inTransaction = <Input extends unknown[], Result>(
  database: Database,
  work: (...input: Input) => Result,
): ((...input: Input) => Result) => database.transaction(work)
