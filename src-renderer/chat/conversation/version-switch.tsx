import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../src-main/contract/messages.ts'
import { rpc } from '../../rpc/client.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { orTellFailure } from '../../ui/tell-failure.ts'
import type { Versions } from './versions.ts'

interface VersionSwitchProps {
  message: Message
  versions: Versions
  /** A reply is being written; the branch on view stays until it has ended. */
  busy: boolean
}

/** `2/3` with a way to the version before and after; what follows that version comes with it. */
export function VersionSwitch({ message, versions, busy }: VersionSwitchProps) {
  const { t } = useTranslation('chat')
  const { chatId, id } = message
  const place = versions.indexOf(id)
  const show = (messageId: string | undefined) => {
    if (messageId !== undefined)
      void orTellFailure(() => rpc.chats.showBranch({ chatId, messageId }))
  }
  const position = { position: place + 1, count: versions.length }
  return (
    <span role="group" aria-label={t('versions.name', position)} className="flex items-center">
      <IconButton
        label={t('versions.previous')}
        icon={ChevronLeft}
        className="size-7!"
        disabled={busy || place === 0}
        onClick={() => show(versions[place - 1])}
      />
      <span aria-hidden className="text-small text-ink-muted tabular-nums">
        {place + 1}/{versions.length}
      </span>
      <IconButton
        label={t('versions.next')}
        icon={ChevronRight}
        className="size-7!"
        disabled={busy || place === versions.length - 1}
        onClick={() => show(versions[place + 1])}
      />
    </span>
  )
}
