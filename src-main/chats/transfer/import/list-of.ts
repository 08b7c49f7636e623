import { z } from 'zod'

/*
 * Lists and records that are given up at their first wrong value. By itself zod goes on and keeps a
 * complaint for each, of which a file of a few kilobytes can make millions.
 */

export const listOf = <Value>(schema: z.ZodType<Value>) =>
  z.array(z.unknown()).transform((values, context) => {
    const read: Value[] = []
    for (const value of values) {
      const found = readOne(schema, value, context)
      if (!found) return z.NEVER
      read.push(found.value)
    }
    return read
  })

export const recordOf = <Value>(schema: z.ZodType<Value>) =>
  z.record(z.string(), z.unknown()).transform((values, context) => {
    const read: [string, Value][] = []
    for (const [key, value] of Object.entries(values)) {
      const found = readOne(schema, value, context)
      if (!found) return z.NEVER
      read.push([key, found.value])
    }
    return Object.fromEntries(read)
  })

function readOne<Value>(schema: z.ZodType<Value>, value: unknown, context: z.RefinementCtx) {
  const read = schema.safeParse(value)
  if (read.success) return { value: read.data }
  const [first] = read.error.issues
  const message = first ? `${first.path.join('.')}: ${first.message}` : ''
  context.addIssue({ code: 'custom', message: message.slice(0, 200) })
  return null
}
