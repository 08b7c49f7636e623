import {
  Ellipsis,
  GitBranchPlus,
  Pencil,
  RotateCcw,
  Share,
  SlidersHorizontal,
  TextCursorInput,
} from 'lucide-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../src-main/contract/messages.ts'
import type { SamplingChoice } from '../../../src-main/contract/sampling.ts'
import { useModels } from '../../rpc/models-store.ts'
import { askToExport } from '../../state/export-request.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { MenuItem, MenuPopup, MenuRoot, MenuTrigger } from '../../ui/menu.tsx'
import { Submenu } from '../../ui/submenu.tsx'
import { branchOut } from './branch-out.ts'
import { useWish } from './message-wish.ts'
import { OtherSettings } from './other-settings.tsx'

interface ReplyMenuProps {
  ref: RefObject<HTMLButtonElement | null>
  message: Message
  /** A reply is being written. */
  busy: boolean
  /** By another model, or with other numbers by the one that answers here. */
  onRegenerate: (modelId: string | null, sampling?: SamplingChoice) => void
  onEdit: () => void
  /** Has the model write on; missing where there is nothing to go on from. */
  onContinue: (() => void) | undefined
}

/** The less frequent things to do with a reply. */
export function ReplyMenu(props: ReplyMenuProps) {
  const { ref, message, busy, onRegenerate, onEdit, onContinue } = props
  const { t } = useTranslation('chat')
  const { t: transfer } = useTranslation('transfer')
  const { t: presets } = useTranslation('presets')
  const [choosing, setChoosing] = useWish(message.id, 'other-settings')
  const models = useModels(({ snapshot }) => snapshot?.models)
  const usable = models?.filter(({ availability }) => availability === 'here') ?? []
  return (
    <>
      <MenuRoot>
        <MenuTrigger
          render={
            <IconButton ref={ref} label={t('reply.more')} icon={Ellipsis} className="size-7!" />
          }
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
          <MenuItem icon={SlidersHorizontal} disabled={busy} onClick={() => setChoosing(true)}>
            {presets('again.open')}
          </MenuItem>
          {onContinue ? (
            <MenuItem icon={TextCursorInput} disabled={busy} onClick={onContinue}>
              {t('reply.continue')}
            </MenuItem>
          ) : null}
          <MenuItem icon={Pencil} disabled={busy} onClick={onEdit}>
            {t('reply.edit')}
          </MenuItem>
          <MenuItem icon={GitBranchPlus} disabled={busy} onClick={() => void branchOut(message)}>
            {t('reply.branchOut')}
          </MenuItem>
          <MenuItem icon={Share} onClick={() => askToExport({ kind: 'message', message })}>
            {transfer('export.menu')}
          </MenuItem>
        </MenuPopup>
      </MenuRoot>
      <OtherSettings
        chatId={message.chatId}
        open={choosing}
        onOpenChange={setChoosing}
        anchor={ref}
        onRegenerate={(sampling) => onRegenerate(null, sampling)}
      />
    </>
  )
}
