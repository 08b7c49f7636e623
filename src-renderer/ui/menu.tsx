import { Menu as BaseMenu } from '@base-ui/react/menu'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Kbd } from './kbd.tsx'

/** Opened by its `open`; the popup stands at its `anchor`. */
export const MenuRoot = BaseMenu.Root

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
          className="min-w-44 rounded-card bg-raised p-1 text-ui text-ink shadow-overlay outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0"
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
}

/** One action of a menu. */
export function MenuItem({ icon: Icon, shortcut, danger, children, ...item }: MenuItemProps) {
  return (
    <BaseMenu.Item
      {...item}
      className={classNames(
        'flex h-8 items-center gap-2 rounded-small px-2 outline-hidden select-none',
        'data-highlighted:bg-hover data-disabled:opacity-50',
        'forced-colors:data-highlighted:outline-2',
        danger && 'text-danger',
      )}
    >
      {Icon ? <Icon size={16} strokeWidth={1.75} aria-hidden /> : null}
      <span className="flex-1">{children}</span>
      {shortcut ? <Kbd keys={shortcut} /> : null}
    </BaseMenu.Item>
  )
}
