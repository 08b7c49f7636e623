import { choiceOf } from '../../contract/context.ts'
import type { ContextChoice, Message } from '../../contract/messages.ts'

/**
 * The part of a branch that is sent, and the words that stand for what is left out.
 *
 * @param choice what is left out, if not what the branch itself says
 */
export function keepChosen<Part extends Pick<Message, 'context' | 'id'>>(
  branch: readonly Part[],
  choice: ContextChoice | null = choiceOf(branch),
): { kept: readonly Part[]; summary: string | null } {
  const last = branch.findIndex(({ id }) => id === choice?.afterMessageId)
  // A choice about another branch says nothing about this one.
  if (!choice || last < 0) return { kept: branch, summary: null }
  return { kept: branch.slice(last + 1), summary: choice.summary }
}
