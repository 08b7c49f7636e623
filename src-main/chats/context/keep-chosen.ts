import { choiceOf } from '../../contract/context.ts'
import type { Message } from '../../contract/messages.ts'

/** The part of a branch that is sent, and the words that stand for what is left out. */
export function keepChosen<Part extends Pick<Message, 'context' | 'id'>>(
  branch: readonly Part[],
): { kept: readonly Part[]; summary: string | null } {
  const choice = choiceOf(branch)
  const last = branch.findIndex(({ id }) => id === choice?.afterMessageId)
  // A choice about another branch says nothing about this one.
  if (!choice || last < 0) return { kept: branch, summary: null }
  return { kept: branch.slice(last + 1), summary: choice.summary }
}
