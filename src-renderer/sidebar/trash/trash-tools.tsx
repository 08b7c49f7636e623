import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { eraseChats, restoreChats } from './trash-actions.ts'
import { useTrash } from './trash-store.ts'

/** What can be done with all of the trash. */
export function TrashTools() {
  const { t } = useTranslation()
  const chats = useTrash((trash) => trash.chats) ?? []
  const ids = () => chats.map(({ id }) => id)
  if (chats.length === 0) return null
  return (
    <span className="flex">
      <Button
        look="quiet"
        className="h-7! px-2! text-small!"
        onClick={() => void restoreChats(ids())}
      >
        {t('order.restoreAll')}
      </Button>
      <Button
        look="quiet"
        className="h-7! px-2! text-small!"
        aria-label={t('order.emptyTrash')}
        onClick={() => void eraseChats(ids())}
      >
        {t('order.empty')}
      </Button>
    </span>
  )
}
