import { Check, Download as DownloadIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Download } from '../../../src-main/contract/downloads.ts'
import { formatPercent } from '../../i18n/format.ts'
import { openModels } from '../../state/view-store.ts'
import { Button } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { answerWithModel } from '../library/library-actions.ts'
import type { Standing } from './standing.ts'

/** Where a download is, and how far, in the place of the button that began it. */
function Coming({ download, name }: { download: Download; name: string }) {
  const { t, i18n } = useTranslation('discover')
  const { state, doneBytes, totalBytes } = download
  const fraction = totalBytes > 0 ? doneBytes / totalBytes : 0
  const percent = formatPercent(
    state.kind === 'verifying' ? state.fraction : fraction,
    i18n.language,
  )
  const words = state.kind === 'done' ? t('get.here') : t(`get.${state.kind}`, { percent })
  return (
    <button
      type="button"
      title={t('get.show', { name })}
      className="flex h-8 w-full flex-col justify-center gap-1 rounded-control px-1 text-start text-small text-ink-muted tabular-nums hover:bg-hover hover:text-ink"
      onClick={() => openModels('downloads')}
    >
      <span className={state.kind === 'failed' ? 'text-danger' : undefined}>{words}</span>
      <ProgressBar label={`${name}: ${words}`} fraction={fraction} />
    </button>
  )
}

interface GetButtonProps {
  /** What is downloaded, for screen readers. */
  name: string
  /** With its picture encoder. */
  bytes: number
  /** The size is known from the catalogue only. */
  about?: boolean
  standing: Standing
  preparing: boolean
  look: 'primary' | 'outline'
  disabled?: boolean
  onGet: () => void
}

/** Downloads a model, shows how far it is, and lets it be used: always in the same place. */
export function GetButton(props: GetButtonProps) {
  const { name, bytes, about = false, standing, preparing, look, disabled = false, onGet } = props
  const { t } = useTranslation('discover')
  const offer = t(about ? 'get.aboutSize' : 'get.downloadSize', { bytes })
  const words = preparing ? t('get.preparing') : offer
  return (
    <div className="flex w-44 shrink-0 flex-col">
      {standing.kind === 'coming' ? <Coming download={standing.download} name={name} /> : null}
      {standing.kind === 'here' ? (
        <Button
          look={look}
          aria-label={`${t('get.use')}: ${name}`}
          onClick={() => void answerWithModel(standing.modelId)}
        >
          <Check size={16} strokeWidth={1.75} aria-hidden />
          {t('get.use')}
        </Button>
      ) : null}
      {standing.kind === 'away' ? (
        <Button
          look={look}
          disabled={disabled || preparing}
          aria-label={`${words}: ${name}`}
          className="px-2! tabular-nums"
          onClick={onGet}
        >
          <DownloadIcon size={16} strokeWidth={1.75} aria-hidden />
          {words}
        </Button>
      ) : null}
    </div>
  )
}
