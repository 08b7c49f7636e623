import { create } from 'zustand'
import {
  type ImportPreview,
  type ImportState,
  PIECE_BYTES,
} from '../../src-main/contract/transfer.ts'
import { failureText } from '../i18n/failure-text.ts'
import { i18n } from '../i18n/i18n.ts'
import { rpc } from '../rpc/client.ts'
import { failureOf, type WindowFailure } from '../rpc/failure.ts'
import { follow } from '../rpc/follow.ts'
import { joinSentences } from '../i18n/join-words.ts'
import { showToast } from '../ui/toast.tsx'
import { broughtAnything, type EndedImport, hasEnded, resultWords } from './result-words.ts'
import { undoAction, undoImport } from './undo-import.ts'

interface ImportView {
  open: boolean
  /** The import under way; null while none has begun. */
  id: string | null
  state: ImportState | null
  /** Bytes that were handed over, while the services only receive. */
  sent: { bytes: number; total: number } | null
  failure: WindowFailure | null
  /** Why an import that ended could not be undone; it can be tried again. */
  undoFailure: WindowFailure | null
  /** Conversations of the preview that are to come in. */
  chosen: ReadonlySet<string>
}

export const noImport: Omit<ImportView, 'open'> = {
  id: null,
  state: null,
  sent: null,
  failure: null,
  undoFailure: null,
  chosen: new Set(),
}

/** The one import of this window. */
export const useImport = create<ImportView>(() => ({ open: false, ...noImport }))

/** Those of a preview that are not here yet, or have something that is not. */
export const newOnes = ({ conversations }: ImportPreview): ReadonlySet<string> =>
  new Set(conversations.filter(({ standing }) => standing !== 'here').map(({ id }) => id))

export const chooseConversations = (chosen: ReadonlySet<string>) => useImport.setState({ chosen })

/** Opens the dialog; what is under way there goes on. */
export const openImport = () =>
  useImport.setState(({ id }) => ({ ...(id === null && noImport), open: true }))

/** Ends what is under way and shows the choice again. */
export function resetImport() {
  letGo()
  useImport.setState(noImport)
}

/**
 * Closes the dialog; an import that is running goes on and tells of its end by itself. What is shown
 * stays while the dialog fades.
 */
export function closeImport() {
  useImport.setState({ open: false })
  if (useImport.getState().state?.kind !== 'importing') letGo()
}

/** Has the services forget the files of what is under way, and waits for no answer any more. */
function letGo() {
  const { id } = useImport.getState()
  useImport.setState({ id: null })
  if (id !== null) void rpc.transfer.cancelImport({ id }).catch(() => {})
}

/** Stops an import that is running; what came in by then stays, and the dialog tells of it. */
export function stopImport() {
  const { id, state } = useImport.getState()
  if (id === null || state?.kind !== 'importing') return resetImport()
  void rpc.transfer.cancelImport({ id }).catch(() => {})
}

/** Whether an answer is still waited for. */
export const isCurrent = (id: string) => useImport.getState().id === id

async function send(id: string, files: readonly File[]) {
  const total = files.reduce((sum, { size }) => sum + size, 0)
  let bytes = 0
  for (const [file, content] of files.entries()) {
    const name = content.webkitRelativePath || content.name
    for (let start = 0; start === 0 || start < content.size; start += PIECE_BYTES) {
      if (!isCurrent(id)) return
      const piece = new File([content.slice(start, start + PIECE_BYTES)], 'piece')
      await rpc.transfer.receivePiece({ id, file, name, piece })
      bytes += piece.size
      if (isCurrent(id)) useImport.setState({ sent: { bytes, total } })
    }
  }
}

/** Shows how an import stands until it has ended or nobody waits for it, over lost connections too. */
export async function watchImport(id: string, onState = (_state: ImportState) => {}) {
  const left = new AbortController()
  await follow(
    (signal) => rpc.transfer.followImport({ id }, { signal }),
    (state) => {
      if (isCurrent(id)) onState(state)
      if (isCurrent(id)) showState(id, state)
      if (hasEnded(state) || !isCurrent(id)) left.abort()
    },
    { signal: left.signal },
  )
}

function showState(id: string, state: ImportState) {
  const before = useImport.getState().state?.kind
  useImport.setState({ state })
  if (state.kind === 'preview' && before !== 'preview') chooseConversations(newOnes(state.preview))
  if (state.kind === 'failed' && !broughtAnything(state.result))
    useImport.setState({ failure: state.failure })
  if (useImport.getState().open) return
  if (hasEnded(state)) tellEnd(id, state)
  if (state.kind !== 'importing') resetImport()
}

/** How an import ended, for when its dialog is closed. */
function tellEnd(id: string, end: EndedImport) {
  const { result } = end
  const brought = broughtAnything(result)
  const failed = end.kind === 'failed' && failureText(i18n.t, end.failure)
  const words = [failed, ...(failed && !brought ? [] : resultWords(result))]
  showToast({
    kind: failed ? 'failure' : 'notice',
    text: joinSentences(words, i18n.language),
    ...(brought && { action: undoAction(id, result) }),
  })
}

/** Undoes the import that the dialog tells of; a failure is told there. */
export async function undoShown() {
  const { id, state } = useImport.getState()
  if (id === null || !state || !hasEnded(state)) return
  try {
    await undoImport(id, state.result)
    if (isCurrent(id)) closeImport()
  } catch (error) {
    if (isCurrent(id)) useImport.setState({ undoFailure: failureOf(error) })
  }
}

/** Hands files over and has them looked through. */
export async function beginImport(files: readonly File[]) {
  if (files.length === 0) return
  resetImport()
  const sent = { bytes: 0, total: 1 }
  useImport.setState({ open: true, sent })
  /** Until there is an id, the dialog may be closed or begin with other files. */
  const isWanted = () => useImport.getState().open && useImport.getState().sent === sent
  let id: string | null = null
  try {
    id = (await rpc.transfer.beginImport()).id
    if (!isWanted()) return await rpc.transfer.cancelImport({ id })
    useImport.setState({ id })
    await send(id, files)
    if (!isCurrent(id)) return
    await rpc.transfer.inspectImport({ id })
    await watchImport(id)
  } catch (error) {
    if (id === null ? isWanted() : isCurrent(id)) useImport.setState({ failure: failureOf(error) })
  }
}

/** Imports the chosen conversations of the preview, and what comes beside them. */
export async function runImport() {
  const { id, chosen } = useImport.getState()
  const conversationIds = [...chosen]
  if (id === null) return
  // From now on closing the dialog does not end it.
  useImport.setState({ state: { kind: 'importing', done: 0, total: conversationIds.length } })
  try {
    await rpc.transfer.runImport({ id, conversationIds })
  } catch (error) {
    if (isCurrent(id)) useImport.setState({ state: null, failure: failureOf(error) })
  }
}
