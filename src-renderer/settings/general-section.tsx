import { useTranslation } from 'react-i18next'
import type { Settings } from '../../src-main/contract/settings.ts'
import { builtInLanguages } from '../i18n/i18n.ts'
import { languageName } from '../i18n/language-facts.ts'
import { useApplicationInfo } from '../rpc/application-store.ts'
import { useLanguages } from '../rpc/languages-store.ts'
import { updateSettings, useSettings } from '../rpc/settings-store.ts'
import { SelectMenu } from '../ui/select-menu.tsx'
import { ToggleSwitch } from '../ui/toggle-switch.tsx'
import { orTellFailure } from '../ui/tell-failure.ts'
import { NotificationsRow } from './notifications-row.tsx'
import { SettingsRow } from './settings-row.tsx'

/** Language, appearance, and where data lies. */
export function GeneralSection() {
  const { t } = useTranslation()
  const settings = useSettings((state) => state.settings)
  const files = useLanguages((state) => state.files)
  const dataFolder = useApplicationInfo((state) => state.info?.dataFolder)
  const languages = [...new Set([...builtInLanguages, ...(files ?? [])])]
  const change = (part: Partial<Settings>) => void orTellFailure(() => updateSettings(part))

  if (!settings) return null
  return (
    <div className="px-4 py-2">
      <SettingsRow title={t('settings.language')}>
        <SelectMenu
          label={t('settings.language')}
          value={settings.language}
          options={[
            { value: 'system', label: t('settings.languageSystem') },
            ...languages.map((tag) => ({ value: tag, label: languageName(tag) })),
          ]}
          onChange={(language) => change({ language })}
        />
      </SettingsRow>
      <SettingsRow title={t('settings.theme')}>
        <SelectMenu
          label={t('settings.theme')}
          value={settings.theme}
          options={[
            { value: 'system', label: t('settings.themeSystem') },
            { value: 'light', label: t('settings.themeLight') },
            { value: 'dark', label: t('settings.themeDark') },
          ]}
          onChange={(theme) => change({ theme })}
        />
      </SettingsRow>
      <SettingsRow title={t('settings.density')}>
        <SelectMenu
          label={t('settings.density')}
          value={settings.density}
          options={[
            { value: 'comfortable', label: t('settings.densityComfortable') },
            { value: 'compact', label: t('settings.densityCompact') },
          ]}
          onChange={(density) => change({ density })}
        />
      </SettingsRow>
      <SettingsRow title={t('settings.readAhead')} hint={t('settings.readAheadHint')}>
        <ToggleSwitch
          label={t('settings.readAhead')}
          checked={settings.readAhead}
          onChange={(readAhead) => change({ readAhead })}
        />
      </SettingsRow>
      <NotificationsRow value={settings.notifications} />
      <SettingsRow title={t('settings.dataFolder')} hint={t('settings.dataFolderHint')}>
        <code
          dir="ltr"
          className="max-w-64 font-mono text-small wrap-anywhere text-ink-muted select-text"
        >
          {dataFolder}
        </code>
      </SettingsRow>
    </div>
  )
}
