import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/dialog.tsx'

export interface ShortcutGroup {
  label: string
  rows: readonly { name: string; keys: string }[]
}

interface ShortcutsDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  groups: readonly ShortcutGroup[]
}

/** Every key there is, by what it is for. */
export function ShortcutsDialog({ open, onOpenChange, groups }: ShortcutsDialogProps) {
  const { t } = useTranslation('commands')
  const { t: app } = useTranslation()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('names.shortcuts')}
      closeLabel={app('shell.close')}
      size="wide"
    >
      <div className="gap-x-8 p-4 pt-1 sm:columns-2">
        {groups.map(({ label, rows }) => (
          <section key={label} className="break-inside-avoid pt-3">
            <h3 className="pb-1 text-small font-medium text-ink-muted">{label}</h3>
            <dl className="text-ui">
              {rows.map(({ name, keys }) => (
                <div key={name} className="flex min-h-7 items-center justify-between gap-4">
                  <dt>{name}</dt>
                  <dd className="shrink-0">
                    <kbd className="rounded-small border border-line px-1.5 py-px font-sans text-small whitespace-nowrap text-ink-muted">
                      {keys}
                    </kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
