import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/icon-button.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { copyText } from './copy-text.ts'

const CONFIRMED_MS = 1_500

/** Copies a text and says so for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation('chat')
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), CONFIRMED_MS)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <span className="inline-flex">
      <IconButton
        label={label}
        icon={copied ? Check : Copy}
        className="size-7!"
        onClick={() => void copyText(text).then(setCopied)}
      />
      <span role="status">{copied ? <VisuallyHidden>{t('copied')}</VisuallyHidden> : null}</span>
    </span>
  )
}
