import { useTranslation } from 'react-i18next'
import type { DraftText } from '../../draft/draft.ts'
import { draftOf, dropItem, writeText } from '../../draft/draft-store.ts'
import { TextCard } from './text-card.tsx'

/** With more, every key in the box would be felt. */
const INSERTED_LENGTH = 100_000

/** A long text that waits to be sent. */
export function DraftTextTile({ draftKey, item }: { draftKey: string; item: DraftText }) {
  const { t } = useTranslation('chat')
  const { key, name, text } = item
  if (text === null)
    return (
      <div className="flex h-24 w-56 flex-col justify-between rounded-control border border-line bg-sunken p-2 text-small text-ink-muted">
        <span dir="auto" className="truncate text-match-parent">
          {name}
        </span>
        {t('longText.reading')}
      </div>
    )
  const insert = () => {
    const { text: written } = draftOf(draftKey)
    dropItem(draftKey, key)
    writeText(draftKey, written === '' ? text : `${written}\n${text}`)
  }
  const fits = text.length <= INSERTED_LENGTH
  return <TextCard name={name} text={text} onInsert={fits ? insert : undefined} />
}
