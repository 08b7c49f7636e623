import type { WindowFailure } from '../../../rpc/failure.ts'
import type { ClipProblem } from '../../draft/draft.ts'

/** A clip that cannot be used, with the reason that is put into words. */
export class ClipError extends Error {
  readonly problem: ClipProblem | WindowFailure
  constructor(problem: ClipProblem | WindowFailure, options?: ErrorOptions) {
    super(problem.code, options)
    this.problem = problem
  }
}
