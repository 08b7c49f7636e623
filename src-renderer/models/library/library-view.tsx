import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useModels } from '../../rpc/models-store.ts'
import { LoadOptionsDialog } from '../options/load-options-dialog.tsx'
import { FoldersSection } from './folders-section.tsx'
import { ModelsSection } from './models-section.tsx'
import { OtherPrograms } from './other-programs.tsx'
import { RemovedSection } from './removed-section.tsx'
import { useTaskEndings } from './use-task-endings.ts'

/** The models on this computer: what they are, how they stand, and where they lie. */
export function LibraryView() {
  const { t } = useTranslation('library')
  const snapshot = useModels((state) => state.snapshot)
  const [optionsFor, setOptionsFor] = useState<string | null>(null)
  useTaskEndings(snapshot)

  if (!snapshot)
    return (
      <p role="status" className="px-6 py-5 text-ui text-ink-muted">
        {t('reading')}
      </p>
    )
  return (
    <div className="mx-auto flex w-full max-w-[64rem] flex-col gap-8 px-6 py-5">
      <ModelsSection snapshot={snapshot} onOptions={setOptionsFor} />
      {snapshot.removed.length > 0 ? <RemovedSection removed={snapshot.removed} /> : null}
      <FoldersSection roots={snapshot.roots} />
      <OtherPrograms roots={snapshot.roots} />
      <LoadOptionsDialog modelId={optionsFor} onClose={() => setOptionsFor(null)} />
    </div>
  )
}
