import { Menu as BaseMenu } from '@base-ui/react/menu'
import { Check, type LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Kbd } from './kbd.tsx'

/** Opened by its `open`; the popup stands at its `anchor`. */
export const MenuRoot = BaseMenu.Root

/** A button that opens its menu; `render` is what it looks like. */
export const MenuTrigger = BaseMenu.Trigger

/** Parts one group of items from the next. */
export const MenuLine = () => <BaseMenu.Separator className="mx-2 my-1 h-px bg-line" />

type Placement = Pick<ComponentProps<typeof BaseMenu.Positioner>, 'align' | 'anchor' | 'side'>
type Focus = Pick<ComponentProps<typeof BaseMenu.Popup>, 'finalFocus'>

interface MenuPopupProps extends Placement, Focus {
  children: ReactNode
}

/** The overlay that holds menu items. */
export function MenuPopup({ children, finalFocus, ...placement }: MenuPopupProps) {
  return (
    <BaseMenu.Portal>
      <BaseMenu.Positioner sideOffset={4} className="z-50 outline-hidden" {...placement}>
        <BaseMenu.Popup
          finalFocus={finalFocus}
          className="max-h-(--available-height) max-w-[min(22rem,calc(100vw-1rem))] min-w-44 overflow-y-auto overscroll-contain rounded-card bg-raised p-1 text-ui text-ink shadow-overlay outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0"
        >
          {children}
        </BaseMenu.Popup>
      </BaseMenu.Positioner>
    </BaseMenu.Portal>
  )
}

interface MenuItemProps extends Omit<ComponentProps<typeof BaseMenu.Item>, 'className'> {
  icon?: LucideIcon
  shortcut?: string
  danger?: boolean
  /** Holds two lines. */
  tall?: boolean
  /** It is what is shown already. */
  current?: boolean
}

/** One action of a menu. */
export function MenuItem(props: MenuItemProps) {
  const { icon: Icon, shortcut, danger, tall, current, children, ...item } = props
  return (
    <BaseMenu.Item
      {...item}
      aria-current={current}
      className={classNames(
        'flex items-center gap-2 rounded-small px-2 outline-hidden select-none',
        tall ? 'py-1.5' : 'min-h-8 py-1',
        'data-highlighted:bg-hover data-disabled:opacity-50',
        'forced-colors:data-highlighted:outline-2',
        danger && 'text-danger',
      )}
    >
      {Icon ? <Icon size={16} strokeWidth={1.75} aria-hidden /> : null}
      <span className="min-w-0 flex-1">{children}</span>
      {shortcut ? <Kbd keys={shortcut} /> : null}
      {current ? <Check size={16} strokeWidth={2} aria-hidden className="text-accent-ink" /> : null}
    </BaseMenu.Item>
  )
}
