import { useTranslation } from 'react-i18next'
import { joinFacts, joinNames } from '../i18n/join-words.ts'
import { useApplicationInfo } from '../rpc/application-store.ts'
import { useNetwork } from '../rpc/network-store.ts'
import { Button } from '../ui/button.tsx'
import { showToast } from '../ui/toast.tsx'

/** What Carat is, what it does with data, and the versions a bug report needs. */
export function About() {
  const { t, i18n } = useTranslation()
  const info = useApplicationInfo((state) => state.info)
  const network = useNetwork((state) => state.network)
  if (!info) return null
  const components = Object.entries(info.components)
  const hosts = Object.values(network?.endpoints ?? {}).map(
    ({ value }) => URL.parse(value)?.host ?? value,
  )
  const contact = network?.offline.value
    ? t('settings.privacyOffline')
    : t('settings.privacyNetwork', { hosts: joinNames(hosts, i18n.language) })
  const copy = async () => {
    const lines = [['Carat', info.version], ['host', info.host], ...components]
    await navigator.clipboard.writeText(lines.map((line) => line.join(' ')).join('\n'))
    showToast({ text: t('settings.versionsCopied') })
  }
  return (
    <>
      <section className="px-4 py-3">
        <h3 className="text-ui font-semibold">{t('settings.privacy')}</h3>
        <ul className="mt-1 list-disc ps-4 text-ui text-ink-muted">
          <li>{t('settings.privacyStays')}</li>
          <li className="wrap-anywhere">{contact}</li>
          <li>{t('settings.privacyNothingElse')}</li>
          <li>{t('settings.privacyDelete')}</li>
        </ul>
      </section>
      <section className="mx-4 border-t border-line py-3">
        <h3 className="text-ui font-semibold">{t('settings.about')}</h3>
        <p className="mt-1 text-ui text-ink-muted">{t('settings.aboutText')}</p>
        <p className="mt-1 text-ui text-ink-muted">
          {joinFacts([t('settings.version', { version: info.version }), t('settings.licence')])}
        </p>
        <div className="mt-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-3">
          <dl
            aria-label={t('settings.components')}
            className="grid grid-cols-[auto_1fr] gap-x-3 text-small text-ink-muted tabular-nums select-text"
          >
            {components.map(([name, version]) => (
              <div key={name} className="contents">
                <dt>{name}</dt>
                <dd className="wrap-anywhere">{version}</dd>
              </div>
            ))}
          </dl>
          <Button onClick={() => void copy()}>{t('settings.copyVersions')}</Button>
        </div>
      </section>
    </>
  )
}
