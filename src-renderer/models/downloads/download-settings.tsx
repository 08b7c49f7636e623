import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../src-main/contract/settings.ts'
import { formatSpeed } from '../../i18n/format.ts'
import { updateSettings, useSettings } from '../../rpc/settings-store.ts'
import { NumberInput } from '../../ui/number-input.tsx'
import { SelectMenu } from '../../ui/select-menu.tsx'
import { tellFailure } from '../../ui/tell-failure.ts'

/** Bytes a second; what is set elsewhere is offered too. */
const limits = [500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000, 50_000_000]

const change = (settings: Partial<Settings>) => void updateSettings(settings).catch(tellFailure)

/** How many downloads run at once, and how fast all of them together may be. */
export function DownloadSettings() {
  const { t, i18n } = useTranslation('downloads')
  const settings = useSettings((state) => state.settings)
  if (!settings) return null
  const { simultaneousDownloads, downloadSpeedLimit } = settings
  const offered = [...new Set([...limits, ...(downloadSpeedLimit ? [downloadSpeedLimit] : [])])]
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
      <NumberInput
        label={t('settings.atOnce')}
        labelShown
        value={simultaneousDownloads}
        min={1}
        max={8}
        step={1}
        lessLabel={t('settings.less')}
        moreLabel={t('settings.more')}
        onChange={(count) => change({ simultaneousDownloads: Math.round(count) })}
      />
      <div className="flex items-center gap-3">
        <span className="text-ui">{t('settings.limit')}</span>
        <SelectMenu
          label={t('settings.limit')}
          value={String(downloadSpeedLimit ?? '')}
          options={[
            { value: '', label: t('settings.noLimit') },
            ...offered
              .toSorted((a, b) => a - b)
              .map((limit) => ({
                value: String(limit),
                label: formatSpeed(limit, i18n.language).replace(/[.,]0(?=\D)/, ''),
              })),
          ]}
          onChange={(limit) => change({ downloadSpeedLimit: limit === '' ? null : Number(limit) })}
        />
      </div>
    </div>
  )
}
