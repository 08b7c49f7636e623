import { useTranslation } from 'react-i18next'
import { sourceKinds } from '../../src-main/contract/model-sources.ts'
import { useNetwork } from '../rpc/network-store.ts'
import { EndpointSetting } from './endpoint-setting.tsx'
import { SettingsGroup } from '../ui/settings-group.tsx'
import { OfflineSetting } from './offline-setting.tsx'
import { ProxySetting } from './proxy-setting.tsx'
import { TokenSetting } from './token-setting.tsx'

/** How Carat reaches the hubs that models come from: all of its contact with other computers. */
export function NetworkSection() {
  const { t } = useTranslation('network')
  const network = useNetwork((state) => state.network)
  if (!network)
    return (
      <p role="status" className="px-4 py-4 text-ui text-ink-muted">
        {t('reading')}
      </p>
    )
  const { endpoints, offline, proxy, token } = network
  return (
    <>
      <SettingsGroup title={t('offline.title')}>
        <OfflineSetting offline={offline} />
      </SettingsGroup>
      <SettingsGroup title={t('hubs.title')} hint={t('hubs.hint')}>
        {sourceKinds.map((source) => (
          <EndpointSetting key={source} source={source} endpoint={endpoints[source]} />
        ))}
      </SettingsGroup>
      <SettingsGroup title={t('token.title')} hint={t('token.hint')}>
        <TokenSetting token={token} hub={endpoints.huggingface.value} />
      </SettingsGroup>
      <SettingsGroup title={t('proxy.title')} hint={t('proxy.hint')}>
        <ProxySetting proxy={proxy} />
      </SettingsGroup>
    </>
  )
}
