import { Archive, ChevronDown, FolderPlus, MessagesSquare, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { MenuItem, MenuPopup, MenuRoot, MenuTrigger } from '../../ui/menu.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { TrashTools } from '../trash/trash-tools.tsx'
import type { ListView } from './list-rows.ts'
import { showList, useList } from './list-store.ts'
import { SelectionBar } from './selection-bar.tsx'

const views = [
  ['chats', MessagesSquare],
  ['archive', Archive],
  ['trash', Trash2],
] as const satisfies readonly (readonly [ListView, unknown])[]

/** Above the list: what it shows, and a new folder; or what to do with what is chosen. */
export function ListHeader() {
  const { t } = useTranslation()
  const view = useList((list) => list.view)
  const count = useList(({ choice }) => choice.chosen.size)
  return (
    <div className="flex min-h-8 shrink-0 flex-wrap items-center justify-between gap-x-1 ps-2 pe-2.5">
      {/* Said aloud as it changes. */}
      <VisuallyHidden>
        <span role="status">{count === 0 ? '' : t('order.selected', { count })}</span>
      </VisuallyHidden>
      {count > 0 ? (
        <SelectionBar count={count} />
      ) : (
        <>
          <MenuRoot>
            <MenuTrigger className="inline-flex h-7 min-w-0 items-center gap-1 rounded-control ps-2 pe-1.5 text-small font-medium text-ink-muted hover:bg-hover hover:text-ink data-popup-open:bg-hover">
              <span className="truncate">{t(`order.${view}`)}</span>
              <VisuallyHidden>{t('order.view')}</VisuallyHidden>
              <ChevronDown size={14} strokeWidth={1.75} aria-hidden className="shrink-0" />
            </MenuTrigger>
            <MenuPopup align="start">
              {views.map(([one, icon]) => (
                <MenuItem
                  key={one}
                  icon={icon}
                  current={one === view}
                  onClick={() => showList(one)}
                >
                  {t(`order.${one}`)}
                </MenuItem>
              ))}
            </MenuPopup>
          </MenuRoot>
          {view === 'chats' ? (
            <IconButton
              label={t('order.newFolder')}
              icon={FolderPlus}
              className="size-7!"
              onClick={() => useList.setState({ naming: { chatIds: [] } })}
            />
          ) : null}
          {view === 'trash' ? <TrashTools /> : null}
        </>
      )}
    </div>
  )
}
