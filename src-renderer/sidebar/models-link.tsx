import { Boxes } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatPercent } from '../i18n/format.ts'
import { useDownloads } from '../rpc/downloads-store.ts'
import { overallProgress } from '../rpc/overall-progress.ts'
import { openModels, useView } from '../state/view-store.ts'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'

/** The way to the models, with how far all downloads are. */
export function ModelsLink() {
  const { t, i18n } = useTranslation('discover')
  const { t: words } = useTranslation('downloads')
  const current = useView((state) => state.modelsTab !== null)
  const downloads = useDownloads((state) => state.downloads)
  const overall = overallProgress(downloads ?? [])
  return (
    <div className="relative">
      <Button
        look="quiet"
        aria-current={current ? 'page' : undefined}
        className={classNames('w-full justify-start px-2!', current && 'bg-pressed text-ink!')}
        onClick={() => openModels(overall ? 'downloads' : 'discover')}
      >
        <Boxes size={16} strokeWidth={1.75} aria-hidden />
        {t('page.title')}
        {overall ? (
          <span className="ms-auto text-small tabular-nums">
            {formatPercent(overall.fraction, i18n.language)}
          </span>
        ) : null}
      </Button>
      {overall ? (
        <ProgressBar
          className="pointer-events-none absolute inset-x-2 -bottom-0.5 w-auto!"
          label={words('title')}
          fraction={overall.fraction}
        />
      ) : null}
    </div>
  )
}
