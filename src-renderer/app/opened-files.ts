import { attachFiles } from '../chat/media/attach-files.ts'
import { draftKeyOf } from '../chat/draft/draft.ts'
import { importPaths } from '../models/library/import-models.ts'
import { isOpenedMessage, type OpenedFiles } from '../rpc/desktop-bridge.ts'
import { openChat, openModels } from '../state/view-store.ts'

async function fetchFile({ name, url }: OpenedFiles['media'][number]): Promise<File> {
  const response = await fetch(url)
  // One that is gone by now is told of like any empty file.
  return new File(response.ok ? [await response.blob()] : [], name)
}

async function take() {
  const opened = await window.carat?.takeOpened()
  if (!opened) return
  const { media, models } = opened
  if (models.length > 0) {
    openModels('library')
    await importPaths(models)
  }
  if (media.length > 0) {
    openChat(null)
    attachFiles(draftKeyOf(null), await Promise.all(media.map(fetchFile)))
  }
}

/**
 * Takes files the system opened Carat with: models into the library, pictures and clips into the
 * draft of a new conversation. Nothing is sent by itself.
 */
export function followOpenedFiles(signal: AbortSignal): void {
  window.addEventListener('message', (event) => isOpenedMessage(event) && void take(), { signal })
  void take()
}
