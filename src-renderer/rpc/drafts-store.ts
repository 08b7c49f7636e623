import { create } from 'zustand'
import type { DraftEvent, KeptDraft } from '../../src-main/contract/drafts.ts'
import { rpc } from './client.ts'
import { follow } from './follow.ts'

interface KeptDrafts {
  /** By conversation; null until the first snapshot. */
  drafts: Readonly<Record<string, KeptDraft>> | null
}

/** Messages being put together, as the services keep them. */
export const useKeptDrafts = create<KeptDrafts>(() => ({ drafts: null }))

/** What this window kept itself comes back to it and says nothing new. */
const windowId = crypto.randomUUID()

const put = (draftKey: string, draft: KeptDraft | null) =>
  useKeptDrafts.setState(({ drafts }) => {
    const { [draftKey]: _, ...others } = drafts ?? {}
    return { drafts: draft ? { ...others, [draftKey]: draft } : others }
  })

function apply(event: DraftEvent) {
  if (event.type === 'snapshot') useKeptDrafts.setState({ drafts: event.drafts })
  else if (event.windowId !== windowId) put(event.draftKey, event.draft)
}

/** Has the services keep a draft, or let it go. @throws when they cannot be reached. */
export async function keepDraft(draftKey: string, draft: KeptDraft | null): Promise<void> {
  await rpc.drafts.keep({ draftKey, draft, windowId })
  put(draftKey, draft)
}

/** Keeps the drafts up to date until the signal aborts. */
export const followDrafts = (signal: AbortSignal) =>
  follow((open) => rpc.drafts.follow(undefined, { signal: open }), apply, { signal })
