import { ImagePlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attachFiles, refuseFolders } from './attach-files.ts'

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

const takesText = (event: DragEvent) =>
  event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement

/** Folders arrive as files without content; only the entry tells them apart. */
function sortDropped(transfer: DataTransfer): { files: File[]; folders: string[] } {
  const files: File[] = []
  const folders: string[] = []
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue
    const entry = item.webkitGetAsEntry()
    const file = item.getAsFile()
    if (entry?.isDirectory) folders.push(entry.name)
    else if (file) files.push(file)
  }
  return { files, folders }
}

/** Listens for files dragged over the window; `onChange` tells whether some are. */
function listenForDrops(
  onFiles: (transfer: DataTransfer) => void,
  onChange: (over: boolean) => void,
  signal: AbortSignal,
) {
  // Each element on the way is entered before the last one is left, so the two are counted.
  let depth = 0
  const set = (next: number) => {
    depth = Math.max(0, next)
    onChange(depth > 0)
  }
  const listen = (
    name: 'dragenter' | 'dragleave' | 'dragover' | 'drop',
    take: (event: DragEvent) => void,
  ) => window.addEventListener(name, take, { signal })
  listen('dragenter', (event) => carriesFiles(event) && set(depth + 1))
  listen('dragleave', (event) => carriesFiles(event) && set(depth - 1))
  listen('dragover', (event) => {
    if (carriesFiles(event)) {
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    }
  })
  listen('drop', (event) => {
    set(0)
    // Whatever it is, the window must not leave the page for it.
    if (carriesFiles(event) || !takesText(event)) event.preventDefault()
    if (carriesFiles(event) && event.dataTransfer) onFiles(event.dataTransfer)
  })
}

/** Takes files dropped anywhere in the window, and names what can be dropped meanwhile. */
export function DropArea({ draftKey }: { draftKey: string }) {
  const { t } = useTranslation('chat')
  const [over, setOver] = useState(false)
  useEffect(() => {
    const closed = new AbortController()
    const take = (transfer: DataTransfer) => {
      const { files, folders } = sortDropped(transfer)
      if (folders.length > 0) refuseFolders(draftKey, folders)
      attachFiles(draftKey, files)
    }
    listenForDrops(take, setOver, closed.signal)
    return () => closed.abort()
  }, [draftKey])
  if (!over) return null
  return (
    <div className="pointer-events-none fixed inset-0 z-50 bg-scrim p-3">
      <div className="flex h-full flex-col items-center justify-center gap-2 rounded-overlay border-2 border-dashed border-focus bg-raised text-center">
        <ImagePlus size={28} strokeWidth={1.5} aria-hidden />
        <p className="text-title font-medium">{t('media.dropTitle')}</p>
        <p className="text-ui text-ink-muted">{t('media.dropKinds')}</p>
      </div>
    </div>
  )
}
