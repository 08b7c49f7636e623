import { create } from 'zustand'
import {
  type ImportPreview,
  type ImportResult,
  type ImportState,
  PIECE_BYTES,
} from '../../src-main/contract/transfer.ts'
import { failureText } from '../i18n/failure-text.ts'
import { i18n } from '../i18n/i18n.ts'
import { rpc } from '../rpc/client.ts'
import { failureOf, type WindowFailure } from '../rpc/failure.ts'
import { orTellFailure } from '../ui/tell-failure.ts'
import { showToast } from '../ui/toast.tsx'

interface ImportView {
  open: boolean
  /** The import under way; null while none has begun. */
  id: string | null
  state: ImportState | null
  /** Bytes that were handed over, while the services only receive. */
  sent: { bytes: number; total: number } | null
  failure: WindowFailure | null
  /** Conversations of the preview that are to come in. */
  chosen: ReadonlySet<string>
}

const nothing: Omit<ImportView, 'open'> = {
  id: null,
  state: null,
  sent: null,
  failure: null,
  chosen: new Set(),
}

/** The one import of this window. */
export const useImport = create<ImportView>(() => ({ open: false, ...nothing }))

/** Those of a preview that are not here yet. */
export const newOnes = ({ conversations }: ImportPreview): ReadonlySet<string> =>
  new Set(conversations.filter(({ standing }) => standing !== 'here').map(({ id }) => id))

export const chooseConversations = (chosen: ReadonlySet<string>) => useImport.setState({ chosen })

/** Opens the dialog; what is under way there goes on. */
export const openImport = () => useImport.setState({ open: true })

/** Ends what is under way and shows the choice again. */
export function resetImport() {
  const { id } = useImport.getState()
  useImport.setState(nothing)
  if (id !== null) void rpc.transfer.cancelImport({ id }).catch(() => {})
}

/** Closes the dialog; an import that is running goes on and tells of its end by itself. */
export function closeImport() {
  useImport.setState({ open: false })
  if (useImport.getState().state?.kind !== 'importing') resetImport()
}

/** Stops an import that is running; what came in by then stays, and the dialog tells of it. */
export function stopImport() {
  const { id, state } = useImport.getState()
  if (id === null || state?.kind !== 'importing') return resetImport()
  void rpc.transfer.cancelImport({ id }).catch(() => {})
}

/** Whether an answer is still waited for. */
const isCurrent = (id: string) => useImport.getState().id === id

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

async function watch(id: string) {
  for await (const state of await rpc.transfer.followImport({ id })) {
    if (!isCurrent(id)) return
    useImport.setState({ state })
    if (state.kind === 'preview') chooseConversations(newOnes(state.preview))
    if (state.kind === 'failed') useImport.setState({ failure: state.failure })
    if (useImport.getState().open) continue
    if (state.kind === 'done' || state.kind === 'cancelled') tellResult(id, state.result)
    if (state.kind === 'failed')
      showToast({ kind: 'failure', text: failureText(i18n.t, state.failure) })
    if (state.kind !== 'importing') resetImport()
  }
}

/** What an import brought, for when its dialog is closed. */
function tellResult(id: string, { imported }: ImportResult) {
  const words = imported > 0 ? 'done' : 'doneNone'
  showToast({
    text: i18n.t(`transfer:import.${words}`, { count: imported }),
    ...(imported > 0 && {
      action: {
        label: i18n.t('transfer:import.undo'),
        run: () => void orTellFailure(() => rpc.transfer.undoImport({ id })),
      },
    }),
  })
}

/** Hands files over and has them looked through. */
export async function beginImport(files: readonly File[]) {
  if (files.length === 0) return
  resetImport()
  useImport.setState({ open: true, sent: { bytes: 0, total: 1 } })
  let id: string | null = null
  try {
    id = (await rpc.transfer.beginImport()).id
    useImport.setState({ id })
    await send(id, files)
    if (!isCurrent(id)) return
    await rpc.transfer.inspectImport({ id })
    await watch(id)
  } catch (error) {
    if (id === null || isCurrent(id)) useImport.setState({ failure: failureOf(error) })
  }
}

/** Imports the chosen conversations of the preview. */
export async function runImport() {
  const { id, chosen } = useImport.getState()
  const conversationIds = [...chosen]
  if (id === null) return
  try {
    await rpc.transfer.runImport({ id, conversationIds })
  } catch (error) {
    if (isCurrent(id)) useImport.setState({ failure: failureOf(error) })
  }
}
