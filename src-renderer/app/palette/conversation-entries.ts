import { Bot, Folder, FolderMinus, SquarePen } from 'lucide-react'
import type { PaletteEntry } from '../../command-palette/palette-entry.ts'
import { i18n } from '../../i18n/i18n.ts'
import { choosePreset, presetOf } from '../../rpc/answering.ts'
import { useChatList } from '../../rpc/chat-list-store.ts'
import { usePresets } from '../../rpc/presets-store.ts'
import { openChat, useView } from '../../state/view-store.ts'
import { orTellFailure } from '../../ui/tell-failure.ts'
import { currentChat, moveCurrent } from '../commands/chat-commands.ts'
import { type In, inBoth } from './in-both.ts'

/** Folders in which a conversation can begin. */
const newChatEntries = (): PaletteEntry[] =>
  useChatList.getState().folders.map(({ id, name }) => ({
    id: `new chat ${id}`,
    ...inBoth((options) => i18n.t('commands:newChatIn', { ...options, name })),
    icon: SquarePen,
    run: () => openChat(null, id),
  }))

/** Where the conversation on view can be moved to. */
function moveEntries(): PaletteEntry[] {
  const chat = currentChat()
  if (!chat) return []
  const pair = (value: (options: In) => string) =>
    inBoth((options) => {
      const name = i18n.t('order.move', options)
      return i18n.t('commands:pair', { ...options, name, value: value(options) })
    })
  const folders = useChatList.getState().folders.filter(({ id }) => id !== chat.folderId)
  const out = {
    id: 'folder none',
    ...pair((options) => i18n.t('order.noFolder', options)),
    icon: FolderMinus,
    run: moveCurrent({ id: null, name: '' }),
  }
  return [
    ...folders.map((folder) => ({
      id: `folder ${folder.id}`,
      ...pair(() => folder.name),
      icon: Folder,
      run: moveCurrent(folder),
    })),
    ...(chat.folderId === null ? [] : [out]),
  ]
}

/** What can be done with each folder. */
export const folderEntries = () => [...moveEntries(), ...newChatEntries()]

/** Who else may answer in the conversation on view. */
export function assistantEntries(): PaletteEntry[] {
  const { modelsTab, selectedChatId } = useView.getState()
  if (modelsTab !== null) return []
  const now = presetOf(selectedChatId).assistantId
  const choose = (assistantId: string | null) => () =>
    void orTellFailure(() => choosePreset(selectedChatId, { assistantId, modelId: null }))
  const none = {
    id: 'assistant none',
    ...inBoth((options) => i18n.t('presets:assistants.plain', options)),
    icon: Bot,
    run: choose(null),
  }
  const others = usePresets.getState().presets?.assistants ?? []
  return [
    ...others
      .filter(({ id, removed }) => !removed && id !== now)
      .map(({ id, name }) => ({
        id: `assistant ${id}`,
        ...inBoth((options) => i18n.t('commands:useAssistant', { ...options, name })),
        icon: Bot,
        run: choose(id),
      })),
    ...(now === null ? [] : [none]),
  ]
}
