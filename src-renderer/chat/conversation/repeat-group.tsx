import { Repeat2 } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecipeChange } from '../../../src-main/contract/recipe.ts'
import { Button } from '../../ui/button.tsx'
import { repeatReply } from './repeat-reply.ts'

interface RepeatGroupProps {
  replyId: string
  changes: readonly RecipeChange[]
  /** A reply is being written. */
  busy: boolean
  onBegun: () => void
}

/** Has a reply written again from the very same recipe, and says what is no longer the same. */
export function RepeatGroup({ replyId, changes, busy, onBegun }: RepeatGroupProps) {
  const { t } = useTranslation('presets')
  // Kept until it is acknowledged, so that pressing twice never makes two replies.
  const requestId = useRef<string>(undefined)
  const repeat = async () => {
    const id = (requestId.current ??= crypto.randomUUID())
    if (!(await repeatReply(replyId, id))) return
    requestId.current = undefined
    onBegun()
  }
  return (
    <div className="mt-3 flex flex-col gap-2 border-t border-line pt-3">
      {changes.map((change) => (
        <p key={change} className="text-small text-accent-ink">
          {t(`recipe.changes.${change}`)}
        </p>
      ))}
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 text-small text-ink-muted">{t('recipe.repeatHint')}</p>
        <Button disabled={busy || changes.includes('model-gone')} onClick={() => void repeat()}>
          <Repeat2 size={16} strokeWidth={1.75} aria-hidden />
          {t('recipe.repeat')}
        </Button>
      </div>
    </div>
  )
}
