import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openMessage } from '../../state/view-store.ts'
import type { Conversation } from '../conversation/use-conversation.ts'
import { buildMap, openStretches, type Stretch } from './build-map.ts'
import { MapRow } from './map-row.tsx'

/** With more than these only the way to what is on view is open at first. */
const MOST_OPEN = 60

interface MapTreeProps {
  conversation: Conversation
  onShown: () => void
}

/** The ways a conversation took, as a tree one moves in with the arrow keys. */
export function MapTree({ conversation, onShown }: MapTreeProps) {
  const { t } = useTranslation('chat')
  const { branch, chat, messages } = conversation
  const all = useMemo(() => buildMap(messages, branch), [branch, messages])
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const isClosed = ({ children, id, onView }: Stretch) =>
    children.length > 0 && (all.length > MOST_OPEN && !onView) !== toggled.has(id)
  const rows = openStretches(all, isClosed)
  const currentId = all.findLast(({ onView }) => onView)?.id
  const [focusedId, setFocusedId] = useState(currentId)
  const tree = useRef<HTMLDivElement>(null)
  const focus = (id: string | null | undefined) =>
    tree.current?.querySelector<HTMLElement>(`[data-stretch="${CSS.escape(id ?? '')}"]`)?.focus()
  useEffect(() => {
    const row = tree.current?.querySelector<HTMLElement>('[aria-current]')
    row?.focus()
    row?.scrollIntoView({ block: 'center' })
  }, [])

  const toggle = (id: string) => {
    const others = new Set(toggled)
    if (!others.delete(id)) others.add(id)
    setToggled(others)
  }
  const show = (stretch: Stretch) => {
    if (chat) openMessage(chat.id, stretch.id)
    onShown()
  }
  const press = (event: KeyboardEvent, stretch: Stretch) => {
    const at = rows.indexOf(stretch)
    const closed = isClosed(stretch)
    const rightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl'
    const [inwards, outwards] = rightToLeft
      ? ['ArrowLeft', 'ArrowRight']
      : ['ArrowRight', 'ArrowLeft']
    const acts: Record<string, () => void> = {
      ArrowDown: () => focus(rows[at + 1]?.id),
      ArrowUp: () => focus(rows[at - 1]?.id),
      Home: () => focus(rows[0]?.id),
      End: () => focus(rows.at(-1)?.id),
      Enter: () => show(stretch),
      ' ': () => show(stretch),
      [inwards!]: () => (closed ? toggle(stretch.id) : focus(stretch.children[0])),
      [outwards!]: () =>
        stretch.children.length > 0 && !closed ? toggle(stretch.id) : focus(stretch.parentId),
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  const focusable = rows.some(({ id }) => id === focusedId) ? focusedId : rows[0]?.id
  return (
    <div
      ref={tree}
      role="tree"
      aria-label={t('map.name')}
      className="max-h-[min(24rem,60vh)] w-80 max-w-[80vw] overflow-y-auto"
    >
      {rows.map((stretch) => (
        <MapRow
          key={stretch.id}
          stretch={stretch}
          closed={isClosed(stretch)}
          current={stretch.id === currentId}
          focusable={stretch.id === focusable}
          onShow={() => show(stretch)}
          onToggle={() => toggle(stretch.id)}
          onFocus={() => setFocusedId(stretch.id)}
          onKeyDown={(event) => press(event, stretch)}
        />
      ))}
    </div>
  )
}
