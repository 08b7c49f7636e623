import { z } from 'zod'
import { catalogueSchema } from './catalogue.ts'
import { fitSchema } from './fit.ts'
import { loadOptionsSchema } from './load-options.ts'
import {
  repositoryRefSchema,
  repositorySchema,
  searchPageSchema,
  searchQuerySchema,
} from './model-sources.ts'
import { procedure } from './procedure.ts'

/** A model that could be had: which files of which repository at which commit. */
export const modelChoiceSchema = z.object({
  ref: repositoryRefSchema,
  revision: z.string(),
  variantId: z.string(),
  /** Path of the picture encoder to take along; null for none. */
  projectorPath: z.string().nullable(),
})
export type ModelChoice = z.infer<typeof modelChoiceSchema>

export const discoveryContract = {
  /** What ships with Carat, judged for this computer as it is now; needs no network. */
  catalogue: procedure.output(catalogueSchema),
  search: procedure.input(searchQuerySchema).output(searchPageSchema),
  /** Reads what a repository holds now. */
  repository: procedure.input(repositoryRefSchema).output(repositorySchema),
  /** Reads the headers of the files over the network and judges the model. Nothing is stored. */
  fit: procedure
    .input(z.object({ choice: modelChoiceSchema, options: loadOptionsSchema }))
    .output(fitSchema),
  /**
   * Asks the hub whether this repository's files may be read with the token that is there.
   * Fails with `HUB_ACCESS` and the reason if not.
   */
  checkAccess: procedure.input(repositoryRefSchema).output(z.object({})),
}
