import { z } from 'zod'
import { procedure } from './procedure.ts'

/** A language as the web names it, e.g. `ar`, `pt-BR` or `zh-CN`; it is a file's name too. */
export const languageTagSchema = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)

/** The window's words in one language: namespaces, then keys, each nested as deep as it likes. */
export interface Words {
  [key: string]: string | Words
}
export const wordsSchema: z.ZodType<Words> = z.record(
  z.string(),
  z.union([z.string(), z.lazy(() => wordsSchema)]),
)

export const languagesContract = {
  /** Tags of the languages that are there as files, besides those built into the window. */
  list: procedure.output(z.array(languageTagSchema)),
  words: procedure.input(z.object({ tag: languageTagSchema })).output(wordsSchema),
}
