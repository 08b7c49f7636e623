import { Languages, MessageSquare, Package, Settings2, SunMoon } from 'lucide-react'
import type { Settings } from '../../../src-main/contract/settings.ts'
import type { PaletteEntry, PaletteGroup } from '../../command-palette/palette-entry.ts'
import { builtInLanguages, i18n } from '../../i18n/i18n.ts'
import { languageName } from '../../i18n/language-facts.ts'
import { chooseModel } from '../../models/choose-model.ts'
import { useChatList } from '../../rpc/chat-list-store.ts'
import { useLanguages } from '../../rpc/languages-store.ts'
import { useModels } from '../../rpc/models-store.ts'
import { updateSettings, useSettings } from '../../rpc/settings-store.ts'
import { openChat, openSettings, settingsSections, useView } from '../../state/view-store.ts'
import { orTellFailure } from '../../ui/tell-failure.ts'
import { commandGroups, shownKeys } from '../commands/command.ts'
import { commands } from '../commands/table.ts'

/** Before something is written, and then. */
const CHATS_SHOWN = [5, 12] as const

const change = (part: Partial<Settings>) => void orTellFailure(() => updateSettings(part))

type In = Record<'lng', string>

/** Words in the language of the window, and in English to be found by as well. */
const inBoth = (say: (options: In) => string) => ({
  label: say({ lng: i18n.language }),
  also: say({ lng: 'en' }),
})

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

const themes = [
  ['light', 'settings.themeLight'],
  ['dark', 'settings.themeDark'],
  ['system', 'settings.themeSystem'],
] as const

function settingsEntries(): PaletteEntry[] {
  const now = useSettings.getState().settings
  const pair = (name: 'title' | 'theme' | 'language', value: (options: In) => string) =>
    inBoth((options) => {
      const title = i18n.t(`settings.${name}`, options)
      return i18n.t('commands:pair', { ...options, name: title, value: value(options) })
    })
  return [
    ...settingsSections.map((section) => ({
      id: `section ${section}`,
      ...pair('title', (options) => i18n.t(`settings.sections.${section}`, options)),
      icon: Settings2,
      run: () => openSettings(section),
    })),
    ...themes
      .filter(([theme]) => theme !== now?.theme)
      .map(([theme, words]) => ({
        id: `theme ${theme}`,
        ...pair('theme', (options) => i18n.t(words, options)),
        icon: SunMoon,
        run: () => change({ theme }),
      })),
    ...[...new Set([...builtInLanguages, ...(useLanguages.getState().files ?? [])])]
      .filter((language) => language !== i18n.language)
      .map((language) => ({
        id: `language ${language}`,
        ...pair('language', () => languageName(language)),
        icon: Languages,
        run: () => change({ language }),
      })),
  ]
}

/** Everything the palette offers now; conversations first, since they are gone to most. */
export const paletteGroups = (): PaletteGroup[] => [
  { label: i18n.t('list.name'), entries: chatEntries(), limits: CHATS_SHOWN },
  ...commandGroups.map((group) => ({
    label: i18n.t(`commands:groups.${group}`),
    entries: [...commandEntries(group), ...(group === 'models' ? modelEntries() : [])],
  })),
  { label: i18n.t('settings.title'), entries: settingsEntries() },
]
