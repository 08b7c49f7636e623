import { FolderPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelRoot } from '../../../src-main/contract/models.ts'
import { useApplicationInfo } from '../../rpc/application-store.ts'
import { rpc } from '../../rpc/client.ts'
import { Button } from '../../ui/button.tsx'
import { orTellFailure } from '../../ui/tell-failure.ts'
import { FolderPath } from './folder-path.tsx'
import { FolderRow } from './folder-row.tsx'
import { addFolder } from './library-actions.ts'
import { LibrarySection } from './library-section.tsx'
import { RowList } from './row-list.tsx'

/** The folders that models lie in, and the way to add one: a native dialog, or a path to type. */
export function FoldersSection({ roots }: { roots: readonly ModelRoot[] }) {
  const { t } = useTranslation('library')
  const host = useApplicationInfo((state) => state.info?.host)
  const [typing, setTyping] = useState(false)

  const choose = async () => {
    const { path } = await rpc.models.chooseFolder()
    if (path !== null) await addFolder(path)
  }

  return (
    <LibrarySection
      title={t('folders.title')}
      hint={t('folders.hint')}
      actions={
        typing ? null : (
          <Button
            onClick={() => (host === 'electron' ? void orTellFailure(choose) : setTyping(true))}
          >
            <FolderPlus size={16} strokeWidth={1.75} aria-hidden />
            {t('folders.add')}
          </Button>
        )
      }
    >
      {typing ? <FolderPath onDone={() => setTyping(false)} /> : null}
      <RowList label={t('folders.title')}>
        {roots.map((root) => (
          <FolderRow key={root.id} root={root} />
        ))}
      </RowList>
    </LibrarySection>
  )
}
