import { type Measure, measureSchema } from '../contract/models.ts'
import type { Database } from '../database/open-database.ts'

/** The latest measurement of each model. */
export function createMeasureStore(database: Database) {
  const select = database.prepare('select model_id as modelId, measure from model_measures')
  const replace = database.prepare('insert or replace into model_measures values (?, ?)')
  return {
    /** By the model's id. */
    read: (): ReadonlyMap<string, Measure> => {
      const rows = select.all() as { modelId: string; measure: string }[]
      return new Map(
        rows.map(({ measure, modelId }) => [modelId, measureSchema.parse(JSON.parse(measure))]),
      )
    },
    keep: (modelId: string, measure: Measure): void => {
      replace.run(modelId, JSON.stringify(measure))
    },
  }
}
