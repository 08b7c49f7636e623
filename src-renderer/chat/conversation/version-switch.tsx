import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useRef } from 'react'
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

/** Which version was asked for, so that the focus goes on to its buttons; the old ones go. */
let asked: { messageId: string; step: 1 | -1 } | null = null

/** `2/3` with a way to the version before and after; what follows that version comes with it. */
export function VersionSwitch({ message, versions, busy }: VersionSwitchProps) {
  const { t } = useTranslation('chat')
  const { chatId, id } = message
  const place = versions.indexOf(id)
  const group = useRef<HTMLSpanElement>(null)
  const show = (step: 1 | -1) => {
    const messageId = versions[place + step]
    if (messageId === undefined) return
    asked = { messageId, step }
    void orTellFailure(() => rpc.chats.showBranch({ chatId, messageId }))
  }
  useEffect(() => {
    if (asked?.messageId !== id) return
    const buttons = [...(group.current?.querySelectorAll('button:enabled') ?? [])]
    const button = asked.step === 1 ? buttons.at(-1) : buttons[0]
    asked = null
    if (document.activeElement === document.body && button instanceof HTMLElement) button.focus()
  }, [id])
  const position = { position: place + 1, count: versions.length }
  return (
    <span
      ref={group}
      role="group"
      aria-label={t('versions.name', position)}
      className="flex items-center"
    >
      <IconButton
        label={t('versions.previous')}
        icon={ChevronLeft}
        className="size-7!"
        disabled={busy || place === 0}
        onClick={() => show(-1)}
      />
      <span aria-hidden className="text-small text-ink-muted tabular-nums">
        {place + 1}/{versions.length}
      </span>
      <IconButton
        label={t('versions.next')}
        icon={ChevronRight}
        className="size-7!"
        disabled={busy || place === versions.length - 1}
        onClick={() => show(1)}
      />
    </span>
  )
}
