import { oc } from '@orpc/contract'
import { failureMap } from './errors.ts'

/** The start of every procedure: any of them may end in any known failure, typed on both sides. */
export const procedure = oc.errors(failureMap)
