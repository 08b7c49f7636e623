import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { editPreset } from '../state/edited-preset.ts'
import { Button } from '../ui/button.tsx'

/** An editor in place of the list, with the way back. */
export function EditorFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation('presets')
  return (
    <div className="flex flex-col gap-4 px-4 py-3">
      <div className="flex items-center justify-between gap-4">
        <Button look="quiet" className="-ms-2 px-2!" onClick={() => editPreset(null)}>
          <ArrowLeft size={16} strokeWidth={1.75} aria-hidden />
          {t('actions.back')}
        </Button>
        <p className="text-small text-ink-muted">{t('actions.saved')}</p>
      </div>
      {children}
    </div>
  )
}

interface FieldProps {
  /** Of the control within. */
  id: string
  label: string
  hint?: string
  children: ReactNode
}

/** A field below its name. */
export function Field({ id, label, hint, children }: FieldProps) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-ui font-medium">
        {label}
      </label>
      {children}
      {hint ? <p className="text-small text-ink-muted">{hint}</p> : null}
    </div>
  )
}

interface ChoiceProps {
  label: string
  hint?: string
  children: ReactNode
}

/** A choice beside its name. */
export function Choice({ label, hint, children }: ChoiceProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5">
      <div className="min-w-0 flex-1 basis-56">
        <div className="text-ui font-medium">{label}</div>
        {hint ? <p className="text-small text-ink-muted">{hint}</p> : null}
      </div>
      <div className="flex items-center gap-2">{children}</div>
    </div>
  )
}
