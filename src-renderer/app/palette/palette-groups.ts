import { MessageSquare, Package } from 'lucide-react'
import type { PaletteEntry, PaletteGroup } from '../../command-palette/palette-entry.ts'
import { i18n } from '../../i18n/i18n.ts'
import { chooseModel } from '../../models/choose-model.ts'
import { useChatList } from '../../rpc/chat-list-store.ts'
import { useModels } from '../../rpc/models-store.ts'
import { useSettings } from '../../rpc/settings-store.ts'
import { openChat, useView } from '../../state/view-store.ts'
import { commandGroups, shownKeys } from '../commands/command.ts'
import { commands } from '../commands/table.ts'
import { assistantEntries, folderEntries } from './conversation-entries.ts'
import { inBoth } from './in-both.ts'
import { settingsEntries } from './settings-entries.ts'

/** Before something is written, and then. */
const CHATS_SHOWN = [5, 12] as const
/** Of what would be too much before somebody looks for it. */
const FOUND_SHOWN = [0, 8] as const

const commandEntries = (group: (typeof commandGroups)[number]): PaletteEntry[] =>
  commands
    .filter((one) => one.group === group && one.id !== 'palette' && one.isAvailable())
    .map(({ id, icon, run }) => ({
      id,
      ...inBoth((options) => i18n.t(`commands:names.${id}`, options)),
      icon,
      keys: shownKeys(id),
      run,
    }))

function chatEntries(): PaletteEntry[] {
  const { modelsTab, selectedChatId } = useView.getState()
  const others = useChatList
    .getState()
    .chats?.filter(({ id }) => modelsTab !== null || id !== selectedChatId)
  return (others ?? []).map(({ id, title }) => ({
    id: `chat ${id}`,
    label: title || i18n.t('list.untitled'),
    icon: MessageSquare,
    run: () => openChat(id),
  }))
}

function modelEntries(): PaletteEntry[] {
  const chosen = useSettings.getState().settings?.selectedModelId
  const models = useModels.getState().snapshot?.models ?? []
  return models
    .filter(({ availability, id }) => availability === 'here' && id !== chosen)
    .map(({ id, name }) => ({
      id: `model ${id}`,
      ...inBoth((options) => i18n.t('commands:useModel', { ...options, name })),
      icon: Package,
      run: () => void chooseModel(id),
    }))
}

/** Everything the palette offers now; conversations first, since they are gone to most. */
export const paletteGroups = (): PaletteGroup[] => [
  { label: i18n.t('list.name'), entries: chatEntries(), limits: CHATS_SHOWN },
  ...commandGroups.map((group) => ({
    label: i18n.t(`commands:groups.${group}`),
    entries: [...commandEntries(group), ...(group === 'models' ? modelEntries() : [])],
  })),
  { label: i18n.t('order.folder'), entries: folderEntries(), limits: FOUND_SHOWN },
  {
    label: i18n.t('settings.sections.assistants'),
    entries: assistantEntries(),
    limits: FOUND_SHOWN,
  },
  { label: i18n.t('settings.title'), entries: settingsEntries() },
]
