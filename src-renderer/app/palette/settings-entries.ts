import { Languages, Rows3, Settings2, SunMoon } from 'lucide-react'
import type { Settings } from '../../../src-main/contract/settings.ts'
import type { PaletteEntry } from '../../command-palette/palette-entry.ts'
import { builtInLanguages, i18n } from '../../i18n/i18n.ts'
import { languageName } from '../../i18n/language-facts.ts'
import { useLanguages } from '../../rpc/languages-store.ts'
import { updateSettings, useSettings } from '../../rpc/settings-store.ts'
import { openSettings, settingsSections } from '../../state/view-store.ts'
import { orTellFailure } from '../../ui/tell-failure.ts'
import { type In, inBoth } from './in-both.ts'

const change = (part: Partial<Settings>) => void orTellFailure(() => updateSettings(part))

const densities = [
  ['comfortable', 'settings.densityComfortable'],
  ['compact', 'settings.densityCompact'],
] as const

const themes = [
  ['light', 'settings.themeLight'],
  ['dark', 'settings.themeDark'],
  ['system', 'settings.themeSystem'],
] as const

/** Every section of the settings, and what most people change there. */
export function settingsEntries(): PaletteEntry[] {
  const now = useSettings.getState().settings
  const pair = (name: 'title' | 'theme' | 'density' | 'language', value: (options: In) => string) =>
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
    ...densities
      .filter(([density]) => density !== now?.density)
      .map(([density, words]) => ({
        id: `density ${density}`,
        ...pair('density', (options) => i18n.t(words, options)),
        icon: Rows3,
        run: () => change({ density }),
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
