import { useTranslation } from 'react-i18next'
import type { Settings } from '../../src-main/contract/settings.ts'
import { failureText } from '../i18n/failure-text.ts'
import { useApplicationInfo } from '../rpc/application-store.ts'
import { failureOf } from '../rpc/failure.ts'
import { updateSettings, useSettings } from '../rpc/settings-store.ts'
import { setSettingsOpen, useView } from '../state/view-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { SelectMenu } from '../ui/select-menu.tsx'
import { showToast } from '../ui/toast.tsx'
import { About } from './about.tsx'
import { SettingsRow } from './settings-row.tsx'

/** Language, appearance, where data lies, and what Carat is. */
export function SettingsDialog() {
  const { t } = useTranslation()
  const open = useView((state) => state.settingsOpen)
  const settings = useSettings((state) => state.settings)
  const dataFolder = useApplicationInfo((state) => state.info?.dataFolder)

  const change = (settingsChange: Partial<Settings>) =>
    void updateSettings(settingsChange).catch((error: unknown) =>
      showToast({ kind: 'failure', text: failureText(t, failureOf(error)) }),
    )

  return (
    <Dialog
      open={open}
      onOpenChange={setSettingsOpen}
      title={t('settings.title')}
      closeLabel={t('shell.close')}
    >
      {settings ? (
        <div className="px-4 py-2">
          <SettingsRow title={t('settings.language')}>
            <SelectMenu
              label={t('settings.language')}
              value={settings.language}
              options={[
                { value: 'system', label: t('settings.languageSystem') },
                { value: 'en', label: 'English' },
                { value: 'zh-CN', label: '简体中文' },
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
          <SettingsRow title={t('settings.dataFolder')} hint={t('settings.dataFolderHint')}>
            <code className="max-w-64 font-mono text-small wrap-anywhere text-ink-muted select-text">
              {dataFolder}
            </code>
          </SettingsRow>
        </div>
      ) : null}
      <About />
    </Dialog>
  )
}
