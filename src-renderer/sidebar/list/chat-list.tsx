import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { useShallow } from 'zustand/react/shallow'
import { useChatList } from '../../rpc/chat-list-store.ts'
import { useView } from '../../state/view-store.ts'
import { MenuPopup, MenuRoot } from '../../ui/menu.tsx'
import { ScrolledRows } from '../../ui/scrolled-rows.tsx'
import { ChatMenuItems } from './chat-menu.tsx'
import { dragOver, drop } from './drag.ts'
import { FolderMenuItems } from './folder-menu.tsx'
import { pressInList } from './list-keys.ts'
import { folderKey, type ListRow, takesFocus } from './list-rows.ts'
import { dropUnseen, rowsOf, useList } from './list-store.ts'
import { ListLine } from './list-line.tsx'
import type { MenuTarget } from './row-menu.ts'

/** Rows are this high, so the list knows its length without measuring. */
const ROW_HEIGHT_PX = 33
const PLAIN_LIMIT = 100

const rowKeyOf = (target: MenuTarget) =>
  target.kind === 'chat' ? target.chat.id : folderKey(target.folder.id)

/** All conversations; beyond a hundred lines only those in view are in the document. */
export function ChatList() {
  const { t } = useTranslation()
  const { chats, folders } = useChatList()
  const { view, naming, renaming, focused, wanted } = useList(
    useShallow(({ choice: _, dropKey: __, ...list }) => list),
  )
  const selectedChatId = useView((state) => state.selectedChatId)
  const [menu, setMenu] = useState<{ target: MenuTarget; open: boolean } | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useRef<VirtualizerHandle>(null)
  const fieldFollows = useRef(false)

  const rows = useMemo(
    () => rowsOf({ view, chats: chats ?? [], folders, naming: naming !== null }),
    [view, chats, folders, naming],
  )
  const places = useMemo(() => new Map(rows.map(({ key }, place) => [key, place])), [rows])

  const openMenu = useCallback((target: MenuTarget) => setMenu({ target, open: true }), [])
  const findRow = useCallback(
    (key: string) =>
      scroller.current?.querySelector<HTMLElement>(
        `[data-row="${CSS.escape(key)}"] [data-focus]`,
      ) ?? null,
    [],
  )
  const focusRow = useCallback(
    (key: string) => {
      const place = places.get(key)
      if (place === undefined) return
      const row = findRow(key)
      virtualizer.current?.scrollToIndex(place, { align: 'nearest' })
      if (row) return row.focus()
      requestAnimationFrame(() => requestAnimationFrame(() => findRow(key)?.focus()))
    },
    [findRow, places],
  )

  useEffect(() => dropUnseen(rows), [rows])
  // A line whose place in the document changes loses the focus, so it gets it again.
  useLayoutEffect(() => {
    if (wanted !== null) focusRow(wanted)
  }, [rows, wanted, focusRow])
  useEffect(() => {
    const forget = () => useList.setState({ wanted: null })
    const options = { capture: true }
    for (const name of ['keydown', 'pointerdown']) window.addEventListener(name, forget, options)
    return () => {
      for (const name of ['keydown', 'pointerdown'])
        window.removeEventListener(name, forget, options)
    }
  }, [])
  const renameAskedId = useView((state) => state.renameAskedId)
  useEffect(() => {
    const place = renameAskedId === null ? undefined : places.get(renameAskedId)
    if (place === undefined) return
    useView.setState({ renameAskedId: null })
    useList.setState({ renaming: renameAskedId })
    virtualizer.current?.scrollToIndex(place, { align: 'nearest' })
  }, [renameAskedId, places])
  // A field at the top must be seen when it is to be written in.
  useEffect(() => {
    if (naming) virtualizer.current?.scrollToIndex(places.get('naming') ?? 0, { align: 'nearest' })
  }, [naming, places])

  if (!chats) return <div className="flex-1" />
  if (rows.length === 0)
    return (
      <p className="flex-1 px-4 py-2 text-ui text-ink-faint">
        {t(view === 'archive' ? 'order.archiveEmpty' : 'list.empty')}
      </p>
    )

  const tabStop = [focused, selectedChatId].find((key) => key !== null && places.has(key))
  const tabStopKey = tabStop ?? rows.find(takesFocus)?.key
  const line = (row: ListRow, place: number) => (
    <ListLine
      key={row.key}
      row={row}
      place={place}
      count={rows.length}
      selected={row.key === selectedChatId}
      tabStop={row.key === tabStopKey}
      renaming={row.key === renaming}
      menuOpen={menu !== null && menu.open && rowKeyOf(menu.target) === row.key}
      onMenu={openMenu}
    />
  )
  const rowOf = (target: EventTarget) => {
    const line = target instanceof Element && target.closest<HTMLElement>('[data-row]')
    return line ? rows[places.get(line.dataset['row'] ?? '') ?? -1] : undefined
  }
  const kept = [tabStopKey, ...(menu ? [rowKeyOf(menu.target)] : [])].flatMap((key) => {
    const place = key === undefined ? undefined : places.get(key)
    return place === undefined ? [] : [place]
  })

  // The focus goes back to the row, or to its neighbour if the row goes, or to a field.
  const finalFocus = () => {
    if (fieldFollows.current || !menu) return false
    return findRow(useList.getState().wanted ?? rowKeyOf(menu.target)) ?? false
  }

  return (
    <div
      ref={scroller}
      role="presentation"
      className="min-h-0 flex-1 overflow-y-auto py-1"
      onDragOver={(event) => dragOver(event, rowOf(event.target))}
      onDragLeave={(event) => {
        const into = event.relatedTarget
        if (!(into instanceof Node && event.currentTarget.contains(into)))
          useList.setState({ dropKey: null })
      }}
      onDrop={drop}
      onFocus={(event) => {
        const row = rowOf(event.target)
        if (row) useList.setState({ focused: row.key })
      }}
      onKeyDown={(event) => {
        const row = rowOf(event.target)
        const onLine = event.target instanceof Element && event.target.matches('[data-focus]')
        if (row && onLine) pressInList(event, row, focusRow)
      }}
    >
      <div role="list" aria-label={t(view === 'archive' ? 'order.archive' : 'list.name')}>
        {rows.length > PLAIN_LIMIT ? (
          <Virtualizer
            as={ScrolledRows}
            ref={virtualizer}
            scrollRef={scroller}
            itemSize={ROW_HEIGHT_PX}
            keepMounted={kept}
            data={rows}
          >
            {line}
          </Virtualizer>
        ) : (
          rows.map(line)
        )}
      </div>
      {menu ? (
        <MenuRoot
          open={menu.open}
          onOpenChange={(open) => {
            if (!open) setMenu({ ...menu, open: false })
          }}
        >
          <MenuPopup align="start" anchor={menu.target.anchor} finalFocus={finalFocus}>
            {menu.target.kind === 'chat' ? (
              <ChatMenuItems
                chat={menu.target.chat}
                onField={() => (fieldFollows.current = true)}
              />
            ) : (
              <FolderMenuItems
                folder={menu.target.folder}
                onField={() => (fieldFollows.current = true)}
              />
            )}
          </MenuPopup>
        </MenuRoot>
      ) : null}
    </div>
  )
}
