import { useTranslation } from 'react-i18next'
import { type ImportPreview as Preview, omissions } from '../../src-main/contract/transfer.ts'
import { besideWords } from './beside-words.ts'
import { ImportList } from './import-list.tsx'
import { newOnes } from './import-store.ts'

interface ImportPreviewProps {
  preview: Preview
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
}

/** What an export holds, what of it will come, and what has no place here. */
export function ImportPreview({ preview, chosen, onChoose }: ImportPreviewProps) {
  const { t } = useTranslation('transfer')
  const { conversations, prompts, beside, omitted, damaged } = preview
  const names = besideWords(beside)
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChoose(next)
  }
  /** Once more, and none is. */
  const chooseAll = () => {
    const all = newOnes(preview)
    onChoose(chosen.size === all.size ? new Set() : all)
  }
  const left = omissions.flatMap((kind) => {
    const count = omitted[kind] ?? 0
    return count > 0 ? [t(`import.omissions.${kind}`, { count })] : []
  })
  const news = () => {
    const suffix = names ? 'ButBeside' : ''
    if (conversations.length === 0) return t(`import.nothing${suffix}`, { names })
    if (conversations.every(({ standing }) => standing === 'here'))
      return t(`import.allHere${suffix}`, { names })
    const isSaid = beside.prompts === prompts && beside.assistants + beside.folders === 0
    return isSaid ? '' : names && t('import.beside', { names })
  }
  const said = news()
  return (
    <div className="flex flex-col gap-3 px-4 pt-3 pb-4">
      {said ? <p className="text-ui text-ink-muted">{said}</p> : null}
      {damaged > 0 ? (
        <p className="text-ui text-danger">{t('import.damaged', { count: damaged })}</p>
      ) : null}
      {conversations.length > 0 ? (
        <ImportList
          conversations={conversations}
          chosen={chosen}
          onToggle={toggle}
          onChooseAll={chooseAll}
        />
      ) : null}
      {left.length > 0 ? (
        <div className="text-small text-ink-muted">
          <p>{t('import.omitted')}</p>
          <ul className="list-disc ps-4">
            {left.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}
