import { Popover } from '@base-ui/react/popover'
import { ChevronDown, type LucideIcon } from 'lucide-react'
import { type ReactNode, useId, useRef } from 'react'
import { classNames } from './class-names.ts'

interface PickerProps {
  /** The button's words, which are its name for every reader. */
  label: string
  /** What is chosen: the button's description, over which it is stretched. */
  current: ReactNode
  currentLook?: string
  /** What is chosen as a tooltip, where it may be cut off. */
  currentName?: string | undefined
  /** Stands for the words of the button where there is little room; without it what is chosen does. */
  icon?: LucideIcon
  title: string
  open: boolean
  onOpenChange: (open: boolean) => void
  children: ReactNode
}

/** Shows what is chosen above a conversation, and opens all that there is to choose about it. */
export function Picker(props: PickerProps) {
  const {
    label,
    current,
    currentLook,
    currentName,
    icon: Icon,
    title,
    open,
    onOpenChange,
    children,
  } = props
  const descriptionId = useId()
  const pill = useRef<HTMLDivElement>(null)
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <div
        ref={pill}
        className="relative flex h-8 min-w-0 items-center gap-1.5 rounded-control px-2 text-ui hover:bg-hover has-data-popup-open:bg-hover"
      >
        <Popover.Trigger
          aria-describedby={descriptionId}
          title={currentName}
          className="text-ink-faint outline-hidden after:absolute after:inset-0 after:rounded-control focus-visible:after:outline-2 focus-visible:after:outline-focus"
        >
          {Icon ? <Icon size={16} strokeWidth={1.75} aria-hidden className="sm:hidden" /> : null}
          <span className="max-sm:sr-only">{label}</span>
        </Popover.Trigger>
        <span id={descriptionId} dir="auto" className={classNames('min-w-0', currentLook)}>
          {current}
        </span>
        <ChevronDown size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-ink-muted" />
      </div>
      <Popover.Portal>
        <Popover.Positioner anchor={pill} align="end" sideOffset={4} className="z-50">
          <Popover.Popup className="flex max-h-(--available-height) w-96 max-w-[calc(100vw-1rem)] flex-col rounded-overlay bg-raised text-ui text-ink shadow-overlay outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Popover.Title className="px-3 pt-3 pb-1 text-small font-medium text-ink-muted">
              {title}
            </Popover.Title>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
