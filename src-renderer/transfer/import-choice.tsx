import { FileArchive, FolderOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { importSources } from '../../src-main/contract/transfer.ts'
import { Button } from '../ui/button.tsx'
import { chooseExportFiles } from './choose-export-files.ts'
import { beginFolderImport } from './begin-folder-import.ts'
import { beginImport } from './import-store.ts'

/** What can be imported and where other programs keep it. */
export function ImportChoice() {
  const { t } = useTranslation('transfer')
  const chooseFiles = async () => beginImport(await chooseExportFiles('files'))
  const chooseFolder = async () => beginFolderImport(await chooseExportFiles('folder'))
  return (
    <div className="flex flex-col gap-4 px-4 py-4">
      <p className="text-ui text-ink-muted">{t('import.intro')}</p>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={() => void chooseFiles()}>
          <FileArchive size={16} strokeWidth={1.75} aria-hidden />
          {t('import.chooseFiles')}
        </Button>
        <Button onClick={() => void chooseFolder()}>
          <FolderOpen size={16} strokeWidth={1.75} aria-hidden />
          {t('import.chooseFolder')}
        </Button>
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-ui">
        {importSources.map((source) => (
          <div key={source} className="contents">
            <dt>{t(`import.sources.${source}`)}</dt>
            <dd className="text-ink-muted">{t(`import.where.${source}`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
