import { FileText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { LongText } from './long-text.tsx'

/** Letters of the beginning that are shown. */
const PREVIEW_LENGTH = 200

interface TextCardProps {
  name: string
  text: string
  /** Puts the text into the message; missing where there is none to put it into. */
  onInsert?: (() => void) | undefined
}

/** A long text as a card with its first lines; it opens to be read whole. */
export function TextCard({ name, text, onInsert }: TextCardProps) {
  const { t } = useTranslation('chat')
  const [open, setOpen] = useState(false)
  const insert = () => {
    setOpen(false)
    onInsert?.()
  }
  return (
    <>
      <div className="relative flex h-24 w-56 flex-col gap-1 rounded-control border border-line bg-sunken p-2 text-small text-ink-muted hover:bg-hover">
        <button
          type="button"
          aria-label={t('longText.open', { name })}
          className="flex w-full min-w-0 items-center gap-1.5 rounded-small text-start text-ink after:absolute after:inset-0"
          onClick={() => setOpen(true)}
        >
          <FileText size={14} strokeWidth={1.75} aria-hidden className="shrink-0" />
          <span dir="auto" className="truncate text-match-parent">
            {name}
          </span>
        </button>
        <span dir="auto" className="line-clamp-2 w-full wrap-anywhere">
          {text.slice(0, PREVIEW_LENGTH)}
        </span>
        <span className="mt-auto tabular-nums">
          {t('longText.letters', { count: text.length })}
        </span>
      </div>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={name}
        closeLabel={t('close')}
        size="tall"
        footer={
          onInsert ? (
            <footer className="flex justify-end border-t border-line p-2">
              <Button onClick={insert}>{t('longText.insert')}</Button>
            </footer>
          ) : undefined
        }
      >
        <LongText name={name} text={text} />
      </Dialog>
    </>
  )
}
