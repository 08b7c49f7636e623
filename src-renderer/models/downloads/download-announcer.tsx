import type { TFunction } from 'i18next'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../i18n/failure-text.ts'
import { formatPercent } from '../../i18n/format.ts'
import { openModels, useView } from '../../state/view-store.ts'
import { showToast } from '../../ui/toast.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { answerWithModel } from '../library/library-actions.ts'
import { type Announcement, announcementsBetween } from './announcements.ts'
import { useShownDownloads } from './use-shown-downloads.ts'

function wordsFor(t: TFunction<'downloads'>, said: Announcement, language: string): string {
  const { title, state } = said.download
  if (said.kind === 'quarter')
    return t('announce.quarter', { title, percent: formatPercent(said.percent, language) })
  if (state.kind === 'failed')
    return t('announce.failed', { title, reason: failureText(t, state.failure) })
  return t(said.kind === 'done' ? 'announce.done' : 'announce.started', { title })
}

/** An ending, for those who look at another part of the window; read aloud as toasts are. */
function showEnding(t: TFunction<'downloads'>, { download }: Announcement): boolean {
  const { title, state } = download
  if (state.kind === 'done')
    showToast({
      text: t('ready', { title }),
      name: title,
      action: { label: t('use'), run: () => void answerWithModel(state.modelId) },
    })
  else if (state.kind === 'failed')
    showToast({
      kind: 'failure',
      text: t('failedToast', { title }),
      name: title,
      action: { label: t('show'), run: () => openModels('downloads') },
    })
  else return false
  return true
}

/** Tells how downloads go, wherever in the window one is: aloud sparingly, their ends in toasts. */
export function DownloadAnnouncer() {
  const { t, i18n } = useTranslation('downloads')
  const downloads = useShownDownloads()
  const before = useRef(downloads)
  const [words, setWords] = useState('')
  useEffect(() => {
    if (!downloads) return
    const announcements = announcementsBetween(before.current, downloads)
    before.current = downloads
    const elsewhere = useView.getState().modelsTab !== 'downloads'
    const aloud = announcements.filter((said) => !(elsewhere && showEnding(t, said)))
    if (aloud.length > 0) setWords(aloud.map((said) => wordsFor(t, said, i18n.language)).join(' '))
  }, [downloads, t, i18n.language])
  return (
    <div role="status">
      <VisuallyHidden>{words}</VisuallyHidden>
    </div>
  )
}
