import { useTranslation } from 'react-i18next'
import type { NetworkState } from '../../src-main/contract/network.ts'
import { rpc } from '../rpc/client.ts'
import { orTellFailure } from '../ui/tell-failure.ts'
import { ToggleSwitch } from '../ui/toggle-switch.tsx'

/** Keeps Carat from asking any hub. */
export function OfflineSetting({ offline }: Pick<NetworkState, 'offline'>) {
  const { t } = useTranslation('network')
  const fixed = offline.from === 'environment'
  return (
    <div className="flex items-center justify-between gap-6">
      <div className="min-w-0">
        <div className="text-ui">{t('offline.label')}</div>
        <p className="text-small text-ink-muted">
          {fixed ? t('fromVariable', { name: 'HF_HUB_OFFLINE' }) : t('offline.hint')}
        </p>
      </div>
      <ToggleSwitch
        label={t('offline.label')}
        checked={offline.value}
        disabled={fixed}
        onChange={(next) => void orTellFailure(() => rpc.network.setOffline({ offline: next }))}
      />
    </div>
  )
}
