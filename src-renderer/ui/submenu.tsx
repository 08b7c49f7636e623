import { Menu as BaseMenu } from '@base-ui/react/menu'
import { ChevronRight, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface SubmenuProps {
  icon?: LucideIcon
  label: string
  children: ReactNode
}

/** An item of a menu that opens another one beside it. */
export function Submenu({ icon: Icon, label, children }: SubmenuProps) {
  return (
    <BaseMenu.SubmenuRoot>
      <BaseMenu.SubmenuTrigger className="flex min-h-8 items-center gap-2 rounded-small px-2 outline-hidden select-none data-highlighted:bg-hover data-popup-open:bg-hover forced-colors:data-highlighted:outline-2">
        {Icon ? <Icon size={16} strokeWidth={1.75} aria-hidden /> : null}
        <span className="flex-1">{label}</span>
        <ChevronRight size={16} strokeWidth={1.75} aria-hidden className="text-ink-muted" />
      </BaseMenu.SubmenuTrigger>
      <BaseMenu.Portal>
        <BaseMenu.Positioner sideOffset={4} alignOffset={-4} className="z-50 outline-hidden">
          <BaseMenu.Popup className="max-h-(--available-height) max-w-[min(22rem,calc(100vw-1rem))] min-w-44 overflow-y-auto overscroll-contain rounded-card bg-raised p-1 text-ui text-ink shadow-overlay outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.SubmenuRoot>
  )
}

/** A line of a menu that says something and does nothing. */
export function MenuNote({ children }: { children: ReactNode }) {
  return <p className="px-2 py-1.5 text-small text-ink-muted">{children}</p>
}
