import { useEffect, useLayoutEffect } from 'react'
import { syncDrafts } from '../chat/draft/sync-drafts.ts'
import { failureText } from '../i18n/failure-text.ts'
import { i18n } from '../i18n/i18n.ts'
import { readApplicationInfo } from '../rpc/application-store.ts'
import { followChatList } from '../rpc/chat-list-store.ts'
import { followDownloads } from '../rpc/downloads-store.ts'
import { failureOf } from '../rpc/failure.ts'
import { readLanguages, useLanguages } from '../rpc/languages-store.ts'
import { followHistory } from '../rpc/history-store.ts'
import { followModels } from '../rpc/models-store.ts'
import { followNetwork } from '../rpc/network-store.ts'
import { followPresets } from '../rpc/presets-store.ts'
import { followSettings, useSettings } from '../rpc/settings-store.ts'
import { resumeImport } from '../transfer/resume-import.ts'
import { showToast } from '../ui/toast.tsx'
import { applyAppearance } from './appearance.ts'
import { listenForCommands } from './commands/listen-for-commands.ts'
import { keepFocus } from './keep-focus.ts'
import { followMenuWords } from './menu-words.ts'
import { notifyEndings } from './notify-endings.ts'
import { followOpenedFiles } from './opened-files.ts'

const jobs = [
  followSettings,
  followModels,
  followDownloads,
  followNetwork,
  followChatList,
  syncDrafts,
  followHistory,
  followPresets,
  readApplicationInfo,
  readLanguages,
  resumeImport,
]

/** Keeps the shared stores, the appearance and the commands alive while the window is. */
export function useServices() {
  // Before anything is seen: keys may come as soon as the message box has the focus.
  useLayoutEffect(() => {
    const closing = new AbortController()
    listenForCommands(closing.signal)
    return () => closing.abort()
  }, [])
  useEffect(() => {
    const closing = new AbortController()
    for (const job of jobs)
      job(closing.signal).catch((error: unknown) => {
        if (closing.signal.aborted) return
        showToast({ kind: 'failure', text: failureText(i18n.t, failureOf(error)) })
      })
    keepFocus(closing.signal)
    followMenuWords(closing.signal)
    notifyEndings(closing.signal)
    followOpenedFiles(closing.signal)
    const apply = () => {
      const { settings } = useSettings.getState()
      if (settings) applyAppearance(settings)
    }
    const unsubscribes = [useSettings.subscribe(apply), useLanguages.subscribe(apply)]
    return () => {
      for (const unsubscribe of unsubscribes) unsubscribe()
      closing.abort()
    }
  }, [])
}
