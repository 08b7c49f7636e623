import { Trash2, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { useList } from '../list/list-store.ts'
import { eraseChats, restoreChats } from './trash-actions.ts'

const chosen = () => [...useList.getState().choice.chosen]

/** What can be done with all chosen conversations of the trash. */
export function TrashSelection() {
  const { t } = useTranslation()
  return (
    <>
      <IconButton
        label={t('order.restore')}
        icon={Undo2}
        className="size-7!"
        onClick={() => void restoreChats(chosen())}
      />
      <IconButton
        label={t('order.erase')}
        icon={Trash2}
        className="size-7!"
        onClick={() => void eraseChats(chosen())}
      />
    </>
  )
}
