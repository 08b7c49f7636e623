import type { Failure } from '../../src-main/contract/errors.ts'

/** What happens on the way to a hub's answer, in order. */
const testSteps = ['name', 'connection', 'security', 'answer', 'access'] as const
export type TestStep = (typeof testSteps)[number]

const stepOfReason = {
  dns: 'name',
  refused: 'connection',
  timeout: 'connection',
  stalled: 'answer',
  reset: 'connection',
  proxy: 'connection',
  tls: 'security',
  clock: 'security',
} as const

/** The step a test ended at, or null when it did not get as far as the first. */
export function failedStep(failure: Failure): TestStep | null {
  switch (failure.code) {
    case 'HOST_UNREACHABLE':
      return stepOfReason[failure.data.reason]
    case 'HUB_ACCESS':
      return 'access'
    case 'HUB_BUSY':
    case 'HUB_FAILED':
    case 'HUB_NOT_FOUND':
    case 'REDIRECT_REFUSED':
      return 'answer'
    default:
      return null
  }
}

/**
 * The steps worth showing of a test that ended at `failed`: no certificate is asked for without
 * https, and being let in is a step only where an account was refused.
 */
export const stepsOf = (failed: TestStep, secure: boolean) =>
  testSteps.filter(
    (step) =>
      (step !== 'security' || secure || failed === step) && (step !== 'access' || failed === step),
  )
