import { ArrowDown, ArrowUp, Copy, Ellipsis, EyeOff, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/icon-button.tsx'
import { MenuItem, MenuLine, MenuPopup, MenuRoot, MenuTrigger } from '../ui/menu.tsx'

/** More has no room in a line, and would be read aloud. */
const SHOWN_LETTERS = 120

interface PresetRowProps {
  name: string
  /** One line of what is in it. */
  description: string
  /** Its editor was left just now. */
  focused?: boolean
  /** Opens its editor; missing for one that cannot be edited. */
  onEdit?: () => void
  onDuplicate: () => void
  onRemove?: () => void
  onHide?: () => void
  /** Moves it up or down; missing where there is no way. */
  onUp?: (() => void) | undefined
  onDown?: (() => void) | undefined
}

/** One assistant or prompt of a list. */
export function PresetRow(props: PresetRowProps) {
  const { name, description, focused = false, onUp, onDown } = props
  const { onEdit, onDuplicate, onRemove, onHide } = props
  const { t } = useTranslation('presets')
  const row = useRef<HTMLLIElement>(null)
  /** Takes the focus when the row goes, and its menu with it. */
  const neighbour = useRef<HTMLElement | null>(null)
  useEffect(
    () => () => {
      const next = neighbour.current
      if (next) setTimeout(() => next.focus())
    },
    [],
  )
  const leave = (go: () => void) => () => {
    const beside = row.current?.nextElementSibling ?? row.current?.previousElementSibling
    neighbour.current = beside?.querySelector('button') ?? null
    go()
  }
  const press = (event: KeyboardEvent) => {
    const move = event.key === 'ArrowUp' ? onUp : event.key === 'ArrowDown' ? onDown : undefined
    if (!event.altKey || !move) return
    event.preventDefault()
    move()
  }
  const words = (
    <>
      <span dir="auto" className="block truncate text-match-parent font-medium">
        {name}
      </span>
      <span dir="auto" className="block truncate text-match-parent text-small text-ink-muted">
        {description.slice(0, SHOWN_LETTERS)}
      </span>
    </>
  )
  return (
    <li
      ref={row}
      className="flex items-center gap-1 rounded-control pe-1 hover:bg-hover has-data-popup-open:bg-hover"
    >
      {onEdit ? (
        <button
          type="button"
          autoFocus={focused}
          className="min-w-0 flex-1 rounded-control px-2.5 py-2 text-start focus-visible:-outline-offset-2"
          onClick={onEdit}
          onKeyDown={press}
        >
          {words}
        </button>
      ) : (
        <div className="min-w-0 flex-1 px-2.5 py-2">{words}</div>
      )}
      <MenuRoot
        onOpenChange={(open) => {
          if (open) neighbour.current = null
        }}
      >
        <MenuTrigger render={<IconButton label={t('actions.more', { name })} icon={Ellipsis} />} />
        <MenuPopup align="end" finalFocus={() => neighbour.current ?? true}>
          <MenuItem icon={Copy} onClick={onDuplicate}>
            {t('actions.duplicate')}
          </MenuItem>
          {onEdit ? (
            <>
              <MenuItem icon={ArrowUp} shortcut="Alt+↑" disabled={!onUp} onClick={onUp}>
                {t('actions.moveUp')}
              </MenuItem>
              <MenuItem icon={ArrowDown} shortcut="Alt+↓" disabled={!onDown} onClick={onDown}>
                {t('actions.moveDown')}
              </MenuItem>
            </>
          ) : null}
          <MenuLine />
          {onRemove ? (
            <MenuItem icon={Trash2} danger onClick={leave(onRemove)}>
              {t('actions.remove')}
            </MenuItem>
          ) : null}
          {onHide ? (
            <MenuItem icon={EyeOff} onClick={leave(onHide)}>
              {t('prompts.hide')}
            </MenuItem>
          ) : null}
        </MenuPopup>
      </MenuRoot>
    </li>
  )
}
