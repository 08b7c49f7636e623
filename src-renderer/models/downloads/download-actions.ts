import type { ModelChoice } from '../../../src-main/contract/discovery.ts'
import type { Download } from '../../../src-main/contract/downloads.ts'
import { i18n } from '../../i18n/i18n.ts'
import { rpc } from '../../rpc/client.ts'
import { orTellFailure, tellFailure } from '../../ui/tell-failure.ts'
import { showToast } from '../../ui/toast.tsx'
import { setAside, takeBack } from './cancelled-store.ts'

/** As long as the toast with its way back stays. */
const SECOND_THOUGHTS_MS = 8_000

const words = i18n.getFixedT(null, 'downloads')

/** Starts a download, or goes on with the same one if it was just cancelled. */
export async function startDownload(choice: ModelChoice): Promise<void> {
  const { downloadId } = await rpc.downloads.start({ choice, rootId: null })
  if (takeBack(downloadId)) await rpc.downloads.resume({ downloadId })
}

export const pauseDownload = (downloadId: string) =>
  orTellFailure(() => rpc.downloads.pause({ downloadId }))

export const resumeDownload = (downloadId: string) =>
  orTellFailure(() => rpc.downloads.resume({ downloadId }))

/** Takes a finished download from the list; its model stays. */
export const clearDownload = (downloadId: string) =>
  orTellFailure(() => rpc.downloads.cancel({ downloadId }))

const isGoingOn = ({ state: { kind } }: Download) => kind !== 'paused' && kind !== 'failed'

async function bringBack(download: Download) {
  const { id, choice } = download
  await orTellFailure(async () => {
    if (!takeBack(id)) await startDownload(choice)
    else if (isGoingOn(download)) await rpc.downloads.resume({ downloadId: id })
  })
}

/** Cancels a download; what arrived is kept as long as Undo is offered. */
export async function cancelDownload(download: Download) {
  const { id, title } = download
  const remove = () =>
    void rpc.downloads.cancel({ downloadId: id }).catch((error: unknown) => {
      takeBack(id)
      tellFailure(error)
    })
  setAside(id, SECOND_THOUGHTS_MS, remove)
  showToast({
    text: words('cancelled', { title }),
    name: title,
    action: { label: words('undo'), run: () => void bringBack(download) },
  })
  if (isGoingOn(download) && !(await pauseDownload(id))) takeBack(id)
}
