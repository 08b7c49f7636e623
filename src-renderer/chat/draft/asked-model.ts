import type { Model } from '../../../src-main/contract/models.ts'
import type { Assistant } from '../../../src-main/contract/presets.ts'

/** The model a message goes to, with the assistant it answers as. */
export interface AskedModel extends Model {
  assistant?: Assistant | null
}
