import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import { modalArea, useModal } from './modal.ts'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  closeLabel: string
  children: ReactNode
  /** Stays in view below what scrolls. */
  footer?: ReactNode
  /** `tall` for one whose height stays the same while its content changes. */
  size?: 'medium' | 'tall' | 'wide'
  /** Names what it shows when that changes as a whole: the focus then begins anew, as when it opened. */
  step?: string
}

const sizes = {
  medium: 'w-[36rem] max-h-[min(85vh,60rem)]',
  wide: 'w-[44rem] max-h-[min(85vh,60rem)]',
  tall: 'w-[42rem] h-[42rem]',
} as const

/**
 * In the middle of the window. When notices come below it, a tall one gives up what it has at its end;
 * others move up as far as need be.
 */
const spacesAbove = {
  medium: 'min-h-4 shrink-[9999] grow basis-[calc(100vh-100%)]',
  wide: 'min-h-4 shrink-[9999] grow basis-[calc(100vh-100%)]',
  tall: 'h-[max(1rem,(100vh-42rem)/2)] shrink-0',
} as const

/**
 * A modal window: takes the focus itself, so that no control looks chosen, keeps it inside, closes
 * with Escape and gives the focus back.
 */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, closeLabel, children, footer, size = 'medium', step } = props
  const popup = useRef<HTMLDivElement>(null)
  const shownStep = useRef(step)
  useModal(open)
  useEffect(() => {
    if (open && shownStep.current !== step) popup.current?.focus({ preventScroll: true })
    shownStep.current = step
  }, [open, step])
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Viewport className={modalArea}>
          <div className={spacesAbove[size]} />
          <BaseDialog.Popup
            ref={popup}
            initialFocus={popup}
            className={classNames(
              'pointer-events-auto flex min-h-0 max-w-[calc(100vw-2rem)] flex-col rounded-overlay bg-raised text-ink shadow-overlay outline-hidden transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0',
              sizes[size],
            )}
          >
            <header className="flex items-center justify-between gap-2 border-b border-line py-2 ps-4 pe-2">
              <BaseDialog.Title className="line-clamp-3 min-w-0 text-body font-semibold wrap-anywhere">
                {title}
              </BaseDialog.Title>
              <BaseDialog.Close render={<IconButton label={closeLabel} icon={X} />} />
            </header>
            <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
            {footer}
          </BaseDialog.Popup>
          <div className="min-h-2 flex-1" />
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}
