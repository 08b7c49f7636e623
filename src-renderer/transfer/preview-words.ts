import type { ImportPreview } from '../../src-main/contract/transfer.ts'
import { i18n } from '../i18n/i18n.ts'
import { joinFacts } from '../i18n/join-words.ts'

/** What an export holds, in numbers. */
export function previewWords({ source, conversations, prompts }: ImportPreview): string {
  const t = i18n.getFixedT(null, 'transfer')
  const sum = (field: 'messages' | 'pictures') =>
    conversations.reduce((count, conversation) => count + conversation[field], 0)
  return joinFacts([
    t('import.found', { count: conversations.length, source: t(`import.sources.${source}`) }),
    t('import.messages', { count: sum('messages') }),
    sum('pictures') > 0 && t('import.pictures', { count: sum('pictures') }),
    prompts > 0 && t('import.prompts', { count: prompts }),
  ])
}
