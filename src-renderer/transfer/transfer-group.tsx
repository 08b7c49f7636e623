import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { askToExport } from '../state/export-request.ts'
import { setSettingsOpen } from '../state/view-store.ts'
import { Button } from '../ui/button.tsx'
import { SettingsGroup } from '../ui/settings-group.tsx'
import { openImport } from './import-store.ts'

function Row({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5">
      <div className="min-w-0 flex-1 basis-40">
        <div className="text-ui">{title}</div>
        <p className="text-small text-ink-muted">{hint}</p>
      </div>
      {children}
    </div>
  )
}

/** The ways out of Carat and into it, among the settings. */
export function TransferGroup() {
  const { t } = useTranslation('transfer')
  return (
    <SettingsGroup title={t('data.title')} hint={t('data.hint')}>
      <Row title={t('data.export')} hint={t('data.exportHint')}>
        <Button
          onClick={() => {
            setSettingsOpen(false)
            askToExport({ kind: 'all' })
          }}
        >
          {t('data.exportButton')}
        </Button>
      </Row>
      <Row title={t('data.import')} hint={t('data.importHint')}>
        <Button
          onClick={() => {
            setSettingsOpen(false)
            openImport()
          }}
        >
          {t('data.importButton')}
        </Button>
      </Row>
    </SettingsGroup>
  )
}
