import { useTranslation } from 'react-i18next'
import type { Settings } from '../../src-main/contract/settings.ts'
import { updateSettings } from '../rpc/settings-store.ts'
import { SelectMenu } from '../ui/select-menu.tsx'
import { orTellFailure } from '../ui/tell-failure.ts'
import { showToast } from '../ui/toast.tsx'
import { SettingsRow } from './settings-row.tsx'

/** A browser asks its user first; Electron's notifications are Carat's own. */
async function isAllowed(): Promise<boolean> {
  if (window.carat) return true
  if (!('Notification' in window)) return false
  return (await Notification.requestPermission()) === 'granted'
}

/** Whether and how long work that has ended is told of outside the window. */
export function NotificationsRow({ value }: { value: Settings['notifications'] }) {
  const { t } = useTranslation()
  const change = async (notifications: Settings['notifications']) => {
    if (notifications !== 'off' && !(await isAllowed()))
      return showToast({ kind: 'failure', text: t('settings.notificationsDenied') })
    await orTellFailure(() => updateSettings({ notifications }))
  }
  return (
    <SettingsRow title={t('settings.notifications')} hint={t('settings.notificationsHint')}>
      <SelectMenu
        label={t('settings.notifications')}
        value={value}
        options={[
          { value: 'off', label: t('settings.notificationsOff') },
          { value: 'brief', label: t('settings.notificationsBrief') },
          { value: 'titled', label: t('settings.notificationsTitled') },
        ]}
        onChange={(chosen) => void change(chosen)}
      />
    </SettingsRow>
  )
}
