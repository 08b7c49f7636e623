import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ExportFormat, exportFormats } from '../../src-main/contract/transfer.ts'
import { useApplicationInfo } from '../rpc/application-store.ts'
import { type ExportRequest, useExportRequest } from '../state/export-request.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DialogFooter } from './dialog-footer.tsx'
import { FormatChoice } from './format-choice.tsx'
import { TransferProgress } from './transfer-progress.tsx'
import { useExport } from './use-export.ts'

const close = () => useExportRequest.setState({ open: false })

function useTitle(request: ExportRequest): string {
  const { t } = useTranslation('transfer')
  if (request.kind === 'all') return t('export.titleAll')
  if (request.kind === 'message') return t('export.titleMessage')
  const title = request.kind === 'folder' ? request.name : request.chat.title
  return t('export.title', { title: title || t('document.untitled') })
}

/** Asks how something is to be exported and shows how it goes; once in the window. */
export function ExportDialog() {
  const { t } = useTranslation('transfer')
  const { t: app } = useTranslation()
  const { open, request } = useExportRequest()
  const title = useTitle(request)
  const host = useApplicationInfo(({ info }) => info?.host)
  const [chosen, setChosen] = useState<ExportFormat>('html')
  const { running, failure, start, cancel, forgetFailure } = useExport(close)
  const formats = exportFormats.filter(
    (format) =>
      (format !== 'pdf' || host === 'electron') &&
      (format !== 'json' || request.kind !== 'message'),
  )
  const format = formats.includes(chosen) ? chosen : 'html'
  const change = (isOpen: boolean) => {
    if (isOpen) return
    cancel()
    forgetFailure()
    close()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={title}
      closeLabel={app('shell.close')}
      footer={
        <DialogFooter
          note={
            running === 'starting' ? (
              <p className="text-small text-ink-muted">{t('export.starting')}</p>
            ) : running ? (
              <TransferProgress
                label={t('export.progressLabel')}
                words={running.printing ? t('export.printing') : t('export.progress', running)}
                fraction={running.printing ? null : running.done / running.total}
              />
            ) : null
          }
        >
          <Button onClick={() => (running ? cancel() : change(false))}>{t('export.cancel')}</Button>
          <Button
            look="primary"
            disabled={running !== null}
            onClick={() => void start(request, format)}
          >
            {t('export.start')}
          </Button>
        </DialogFooter>
      }
    >
      <div className="flex flex-col gap-2 px-2 py-3">
        <FormatChoice
          formats={formats}
          value={format}
          disabled={running !== null}
          onChange={setChosen}
        />
        <p className="px-2 text-small text-ink-muted">
          {t(format === 'json' ? 'export.complete' : 'export.branch')}
        </p>
        {failure ? (
          <p role="alert" className="px-2 text-ui text-danger">
            {failure}
          </p>
        ) : null}
      </div>
    </Dialog>
  )
}
