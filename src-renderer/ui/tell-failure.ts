import { failureText } from '../i18n/failure-text.ts'
import { i18n } from '../i18n/i18n.ts'
import { failureOf } from '../rpc/failure.ts'
import { showToast } from './toast.tsx'

/** Says in a toast what went wrong with something the user asked for. */
export function tellFailure(error: unknown) {
  const failure = failureOf(error)
  const name = 'name' in failure.data ? failure.data.name : undefined
  return showToast({ kind: 'failure', text: failureText(i18n.t, failure), name })
}

/** Runs what the user asked for and says so if it fails; whether it worked. */
export async function orTellFailure(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    tellFailure(error)
    return false
  }
}
