import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { shortenName } from './shorten-name.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

/** What a toast says, and a name within it. */
interface ToastData {
  text: string
  name: string | undefined
}

const manager = Toast.createToastManager<ToastData>()

interface ToastRequest {
  text: string
  /** A name within the text that may be long: it is shown without its middle, and read whole. */
  name?: string | undefined
  /**
   * One thing to do about it, such as Undo; using it closes the toast. `name` begins with the label and
   * says more to those who hear it without the text.
   */
  action?: { label: string; name?: string; run: () => void }
  /** `failure` is announced at once and stays longer. */
  kind?: 'notice' | 'failure'
}

/** Shows a short message at the bottom of the window that goes by itself. Answers what closes it. */
export function showToast({ text, name, action, kind = 'notice' }: ToastRequest): () => void {
  let used = false
  const id = manager.add({
    title: text,
    data: { text, name },
    type: kind,
    priority: kind === 'failure' ? 'high' : 'low',
    timeout: kind === 'failure' ? 12_000 : 8_000,
    ...(action && {
      actionProps: {
        children: action.label,
        'aria-label': action.name,
        // The second click of a double one meets what fades away, or the next toast in its place.
        onClick: ({ detail }) => {
          if (used || detail > 1) return
          used = true
          manager.close(id)
          action.run()
        },
      },
    }),
  })
  return () => manager.close(id)
}

interface ToastTextProps {
  text: string
  name: string | undefined
  /** Letters of a name with which the toast stays within three lines. */
  most: number
}

function ToastText({ text, name, most }: ToastTextProps) {
  const short = name ? text.replace(name, () => shortenName(name, most)) : text
  if (short === text) return text
  return (
    <>
      <span aria-hidden title={text}>
        {short}
      </span>
      <VisuallyHidden>{text}</VisuallyHidden>
    </>
  )
}

function ToastList({ dismissLabel }: { dismissLabel: string }) {
  const { toasts } = Toast.useToastManager<ToastData>()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      // One that goes gives way at once, so that the others, and a dialog above them, move only once.
      className="data-ending-style:absolute data-ending-style:inset-x-0 data-ending-style:bottom-0 data-ending-style:-z-1 notices-above:data-ending-style:top-0 notices-above:data-ending-style:bottom-auto rounded-card bg-raised text-ink shadow-overlay transition-opacity duration-150 data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-center gap-2 py-1.5 ps-3 pe-1.5">
        <Toast.Title
          render={<p />}
          className="min-w-0 flex-1 py-1 text-ui wrap-anywhere [word-break:normal]"
        >
          <ToastText
            text={toast.data?.text ?? ''}
            name={toast.data?.name}
            most={toast.actionProps ? 20 : 32}
          />
        </Toast.Title>
        <Toast.Action className="h-8 rounded-control px-2.5 text-ui font-medium text-accent-ink hover:bg-hover" />
        <Toast.Close
          aria-label={dismissLabel}
          className="inline-flex size-8 items-center justify-center rounded-control text-ink-muted hover:bg-hover hover:text-ink"
        >
          <X size={16} strokeWidth={1.75} aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}

interface ToasterProps {
  /** There is a column at the side of the composer, which they fit into. */
  beside: boolean
  /** Accessible name of the place where toasts are. */
  label: string
  dismissLabel: string
}

/**
 * Holds the toasts; once in the window, where they neither cover the composer nor move as it grows: at
 * the side of it, or below the strip at the top where there is no such side. While a modal window is
 * open they are at the lower edge, and it leaves them room.
 */
export function Toaster({ beside, label, dismissLabel }: ToasterProps) {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport
          aria-label={label}
          data-beside={beside}
          className="fixed inset-s-2 bottom-24 z-50 flex w-68 max-w-[calc(100vw-1rem)] flex-col gap-2 [anchor-name:--toasts] notices-above:top-14 notices-above:bottom-auto notices-above:flex-col-reverse [:root[data-modal-open]_&]:bottom-2"
        >
          <ToastList dismissLabel={dismissLabel} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}
