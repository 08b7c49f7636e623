import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportFormat, ExportScope, ExportState } from '../../src-main/contract/transfer.ts'
import { failureText } from '../i18n/failure-text.ts'
import { joinSentences } from '../i18n/join-words.ts'
import { rpc } from '../rpc/client.ts'
import { failureOf } from '../rpc/failure.ts'
import { follow } from '../rpc/follow.ts'
import type { ExportRequest } from '../state/export-request.ts'
import { showToast } from '../ui/toast.tsx'
import { documentWords } from './document-words.ts'

function scopeOf(request: ExportRequest): ExportScope {
  if (request.kind === 'all') return { kind: 'all' }
  if (request.kind === 'message') return { kind: 'message', messageId: request.message.id }
  if (request.kind === 'folder')
    return { kind: 'chats', chatIds: request.chatIds, name: request.name }
  const { id, title } = request.chat
  return { kind: 'chats', chatIds: [id], name: title }
}

/** Lets the browser save what it can fetch once from a path. */
function download(path: string) {
  const link = document.createElement('a')
  link.href = path
  link.download = ''
  link.click()
}

type Running = Extract<ExportState, { kind: 'running' }>

/** One export from its start to its end; `onDone` hears when there is nothing more to show. */
export function useExport(onDone: () => void) {
  const { t, i18n } = useTranslation('transfer')
  const [running, setRunning] = useState<Running | 'starting' | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const id = useRef<string | null>(null)
  /** Until there is an id, nobody can be told. */
  const givenUp = useRef(false)

  const tell = ({ name, bytes, place, missing }: Extract<ExportState, { kind: 'done' }>) => {
    if (place.kind === 'download') download(place.path)
    const words = t(place.kind === 'download' ? 'export.downloading' : 'export.saved', {
      name,
      bytes,
    })
    const lost = missing > 0 && t('export.missing', { count: missing })
    showToast({ text: joinSentences([words, lost], i18n.language), name })
  }

  const start = async (request: ExportRequest, format: ExportFormat) => {
    setFailure(null)
    setRunning('starting')
    givenUp.current = false
    const ended = new AbortController()
    try {
      const words = documentWords(t, i18n.language)
      const started = await rpc.transfer.startExport({ scope: scopeOf(request), format, words })
      id.current = started.id
      // The dialog for its place was closed: everything is as it was before.
      if (started.id === null) return setRunning(null)
      const input = { id: started.id }
      if (givenUp.current) await rpc.transfer.cancelExport(input)
      await follow(
        (signal) => rpc.transfer.followExport(input, { signal }),
        (state) => {
          if (state.kind === 'running') return setRunning(state)
          ended.abort()
          if (state.kind === 'failed') setFailure(failureText(t, state.failure))
          if (state.kind === 'done') {
            tell(state)
            onDone()
          }
        },
        { signal: ended.signal },
      )
    } catch (error) {
      setFailure(failureText(t, failureOf(error)))
    }
    setRunning(null)
    id.current = null
  }

  return {
    running,
    failure,
    start,
    forgetFailure: () => setFailure(null),
    cancel() {
      givenUp.current = true
      if (id.current !== null) void rpc.transfer.cancelExport({ id: id.current }).catch(() => {})
    },
  }
}
