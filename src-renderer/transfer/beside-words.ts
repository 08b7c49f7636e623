import type { ImportBeside } from '../../src-main/contract/transfer.ts'
import { i18n } from '../i18n/i18n.ts'
import { joinFacts } from '../i18n/join-words.ts'

/** Whether anything comes, or came, beside conversations. */
export const hasBeside = ({ prompts, assistants, folders }: ImportBeside) =>
  prompts + assistants + folders > 0

/** What comes, or came, beside conversations, by its numbers. */
export function besideWords({ prompts, assistants, folders }: ImportBeside): string {
  const t = i18n.getFixedT(null, 'transfer')
  return joinFacts([
    prompts > 0 && t('import.prompts', { count: prompts }),
    assistants > 0 && t('import.assistants', { count: assistants }),
    folders > 0 && t('import.folders', { count: folders }),
  ])
}
