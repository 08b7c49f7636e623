import type { ImportPreview } from '../../src-main/contract/transfer.ts'
import { i18n } from '../i18n/i18n.ts'
import { joinFacts } from '../i18n/join-words.ts'

type Standing = ImportPreview['conversations'][number]['standing']

/** How many conversations of an export are new, have grown or are the same; '' where all are alike. */
export function standingWords({ conversations }: ImportPreview): string {
  const t = i18n.getFixedT(null, 'transfer')
  const count = (wanted: Standing) =>
    conversations.filter(({ standing }) => standing === wanted).length
  const [fresh, grown, same, trash] = [count('new'), count('grown'), count('here'), count('trash')]
  if (fresh === conversations.length || same === conversations.length) return ''
  return joinFacts([
    fresh > 0 && t('import.standing.new', { count: fresh }),
    grown > 0 && t('import.standing.grown', { count: grown }),
    same > 0 && t('import.standing.here', { count: same }),
    trash > 0 && t('import.standing.trash', { count: trash }),
  ])
}

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
