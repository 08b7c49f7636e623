import type { KeptDraft } from '../../../src-main/contract/drafts.ts'
import { useConnection } from '../../rpc/connection.ts'
import { followDrafts, keepDraft, useKeptDrafts } from '../../rpc/drafts-store.ts'
import { carryDrafts, takeCarriedDrafts } from './carried-drafts.ts'
import { type Draft, isReady } from './draft.ts'
import { draftOf, useDrafts } from './draft-store.ts'
import { keptOf, openDraft } from './kept-draft.ts'

/** Drafts are kept when typing pauses, not with every key: a long text would make each slow. */
const PAUSE_MS = 300

const same = (one: KeptDraft | null, other: KeptDraft | null) =>
  JSON.stringify(one) === JSON.stringify(other)

/** A draft with what the services kept of it; what is still being attached here stays. */
const withKept = (draft: Draft, kept: KeptDraft | null): Draft => {
  const opened = openDraft(kept)
  const unfinished = draft.items.filter((item) => !isReady(item))
  return { ...opened, problems: draft.problems, items: [...opened.items, ...unfinished] }
}

/** What was kept before the window began, and then what was written before it came. */
const joined = (kept: Draft, written: Draft): Draft => ({
  ...written,
  text: [kept.text, written.text].filter(Boolean).join('\n'),
  items: [...kept.items, ...written.items],
  context: written.context ?? kept.context,
  requestId: null,
})

/**
 * Has the services keep what is being written, over restarts, and takes over what another window
 * changes, until the signal aborts. What they do not have yet is carried over a reload by the tab.
 */
export function syncDrafts(signal: AbortSignal): Promise<void> {
  /** Changed here and not yet given to the services. */
  const unkept = new Set<string>()
  /** What was given to them last and is not yet acknowledged. */
  const onTheWay = new Map<string, { kept: KeptDraft | null }>()
  const stored = takeCarriedDrafts()
  const carried = new Set([...Object.keys(useDrafts.getState().drafts), ...Object.keys(stored)])
  let taking = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const take = (changed: Record<string, Draft>) => {
    taking = true
    useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, ...changed } }))
    taking = false
  }

  const keepAll = () => {
    clearTimeout(timer)
    const known = useKeptDrafts.getState().drafts
    if (!known) return
    for (const key of unkept) {
      const kept = keptOf(draftOf(key))
      unkept.delete(key)
      const given = onTheWay.get(key)
      if (same(kept, given ? given.kept : (known[key] ?? null))) continue
      const now = { kept }
      onTheWay.set(key, now)
      keepDraft(key, kept)
        .catch(() => unkept.add(key))
        .finally(() => {
          if (onTheWay.get(key) === now) onTheWay.delete(key)
        })
    }
  }

  const drafts = useDrafts.subscribe((now, before) => {
    if (taking) return
    let emptied = false
    for (const [key, draft] of Object.entries(now.drafts)) {
      if (draft === before.drafts[key]) continue
      unkept.add(key)
      emptied ||= keptOf(draft) === null
    }
    clearTimeout(timer)
    if (emptied) keepAll()
    else timer = setTimeout(keepAll, PAUSE_MS)
  })

  const kept = useKeptDrafts.subscribe((now, before) => {
    const known = now.drafts ?? {}
    const keys = new Set([...Object.keys(known), ...Object.keys(before.drafts ?? {})])
    const changed: Record<string, Draft> = {}
    for (const key of keys) {
      const [draft, stored] = [draftOf(key), known[key] ?? null]
      if (stored === before.drafts?.[key] || draft.sending) continue
      // A message that was sent would come back with the word that its last letters are kept.
      const given = onTheWay.get(key)
      if (given && !same(given.kept, stored)) continue
      if (!unkept.has(key)) {
        if (!same(keptOf(draft), stored)) changed[key] = withKept(draft, stored)
      } else if (before.drafts === null && !carried.has(key))
        changed[key] = joined(openDraft(stored), draft)
    }
    take(changed)
    if (before.drafts === null) keepAll()
  })

  const connection = useConnection.subscribe(({ state }) => {
    if (state === 'open') keepAll()
  })

  const carry = () => {
    const keys = [...unkept, ...onTheWay.keys()]
    keepAll()
    carryDrafts(Object.fromEntries(keys.map((key) => [key, keptOf(draftOf(key))])))
  }
  window.addEventListener('pagehide', carry, { signal })

  take(Object.fromEntries(Object.entries(stored).map(([key, one]) => [key, openDraft(one)])))
  for (const key of carried) unkept.add(key)
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    for (const unsubscribe of [drafts, kept, connection]) unsubscribe()
  })
  return followDrafts(signal)
}
