import { FilePlus2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { chooseModelFiles } from './choose-model-files.ts'
import { askForPath, importFiles } from './import-models.ts'

/** Adds a model's file that lies somewhere on this computer, without copying it. */
export function AddModelButton() {
  const { t } = useTranslation('library')
  const add = async () => {
    if (window.carat) importFiles(await chooseModelFiles())
    else askForPath('')
  }
  return (
    <Button onClick={() => void add()}>
      <FilePlus2 size={16} strokeWidth={1.75} aria-hidden />
      {t('import.add')}
    </Button>
  )
}
