import { useTranslation } from 'react-i18next'
import { RenameField } from '../../ui/rename-field.tsx'
import { makeFolder } from './folder-actions.ts'
import { useList } from './list-store.ts'

/** Where a new folder gets its name; without one there is none. */
export function NamingRow() {
  const { t } = useTranslation()
  const finish = (name: string | null) => {
    const chatIds = useList.getState().naming?.chatIds ?? []
    useList.setState({ naming: null })
    if (name !== null) void makeFolder(name, chatIds)
  }
  return <RenameField label={t('order.folderName')} title="" onDone={finish} />
}
