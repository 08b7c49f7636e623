import { Ellipsis, GitBranchPlus, Pencil, RotateCcw, Share, TextCursorInput } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../src-main/contract/messages.ts'
import { rpc } from '../../rpc/client.ts'
import { useModels } from '../../rpc/models-store.ts'
import { askToExport } from '../../state/export-request.ts'
import { openChat } from '../../state/view-store.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { MenuItem, MenuPopup, MenuRoot, MenuTrigger } from '../../ui/menu.tsx'
import { Submenu } from '../../ui/submenu.tsx'
import { orTellFailure } from '../../ui/tell-failure.ts'

interface ReplyMenuProps {
  message: Message
  /** A reply is being written. */
  busy: boolean
  onRegenerate: (modelId: string) => void
  onEdit: () => void
  /** Has the model write on; missing where there is nothing to go on from. */
  onContinue: (() => void) | undefined
}

/** The less frequent things to do with a reply. */
export function ReplyMenu(props: ReplyMenuProps) {
  const { message, busy, onRegenerate, onEdit, onContinue } = props
  const { t } = useTranslation('chat')
  const { t: transfer } = useTranslation('transfer')
  const models = useModels(({ snapshot }) => snapshot?.models)
  const usable = models?.filter(({ availability }) => availability === 'here') ?? []
  const branchOut = () =>
    void orTellFailure(async () => {
      const { chatId, id: messageId } = message
      const requestId = crypto.randomUUID()
      openChat((await rpc.chats.branchOut({ requestId, chatId, messageId })).chatId)
    })
  return (
    <MenuRoot>
      <MenuTrigger
        render={<IconButton label={t('reply.more')} icon={Ellipsis} className="size-7!" />}
      />
      <MenuPopup align="start">
        {busy ? null : (
          <Submenu icon={RotateCcw} label={t('reply.regenerateWith')}>
            {usable.map(({ id, name }) => (
              <MenuItem key={id} onClick={() => onRegenerate(id)}>
                {name}
              </MenuItem>
            ))}
          </Submenu>
        )}
        {onContinue ? (
          <MenuItem icon={TextCursorInput} disabled={busy} onClick={onContinue}>
            {t('reply.continue')}
          </MenuItem>
        ) : null}
        <MenuItem icon={Pencil} disabled={busy} onClick={onEdit}>
          {t('reply.edit')}
        </MenuItem>
        <MenuItem icon={GitBranchPlus} disabled={busy} onClick={branchOut}>
          {t('reply.branchOut')}
        </MenuItem>
        <MenuItem icon={Share} onClick={() => askToExport({ kind: 'message', message })}>
          {transfer('export.menu')}
        </MenuItem>
      </MenuPopup>
    </MenuRoot>
  )
}
