import { carryImport, takeCarriedImport } from './carried-import.ts'
import {
  chooseConversations,
  isCurrent,
  newOnes,
  noImport,
  resetImport,
  useImport,
  watchImport,
} from './import-store.ts'

function carry() {
  const { chosen, id, open, state } = useImport.getState()
  if (id !== null) carryImport({ id, open, chosen: state?.kind === 'preview' ? [...chosen] : null })
}

/** Goes on with the import of the page before, if it was reloaded during one. */
export async function resumeImport(closing: AbortSignal) {
  window.addEventListener('pagehide', carry, { signal: closing })
  const carried = takeCarriedImport()
  if (!carried) return
  const { chosen, id, open } = carried
  useImport.setState({ ...noImport, id })
  let isFirst = true
  try {
    await watchImport(id, (state) => {
      if (!isFirst) return
      isFirst = false
      // The files that were not handed over yet went with the page.
      if (state.kind === 'receiving') return resetImport()
      const isOpen = open || useImport.getState().open
      useImport.setState({ open: isOpen, state, sent: { bytes: 1, total: 1 } })
      if (state.kind !== 'preview') return
      const known = newOnes(state.preview)
      chooseConversations(chosen ? new Set(chosen.filter((each) => known.has(each))) : known)
    })
  } catch {
    // The services began anew and know nothing of it.
    if (isCurrent(id)) resetImport()
  }
}
