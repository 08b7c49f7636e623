import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { ContextChoice } from '../../../src-main/contract/messages.ts'
import type { Draft, DraftItem, DraftProblem } from './draft.ts'
import { emptyDraft, isReady } from './draft.ts'
import { createPausedStorage } from './kept-drafts.ts'

interface Drafts {
  drafts: Readonly<Record<string, Draft>>
}

/** A tab may keep about five million letters; longer texts would push out all drafts. */
const KEPT_TEXT_LENGTH = 1_000_000

/** A clip that other frames are being picked from keeps the ones it has. */
function keptItem(item: DraftItem): DraftItem[] {
  const settled = item.kind === 'clip' ? { ...item, picking: false, fraction: 1 } : item
  if (item.kind === 'text' && (item.text?.length ?? 0) > KEPT_TEXT_LENGTH) return []
  return isReady(settled) ? [settled] : []
}

/** What outlives a reload: text and finished attachments, which the services hold by id. */
const kept = (draft: Draft): Draft => ({
  ...emptyDraft,
  text: draft.text,
  items: draft.items.flatMap(keptItem),
  context: draft.context,
  requestId: draft.requestId,
})

/** Messages being put together, one for each conversation. */
export const useDrafts = create<Drafts>()(
  persist((): Drafts => ({ drafts: {} }), {
    name: 'carat.drafts',
    version: 2,
    // Drafts of version 1 knew no choices about the context.
    migrate: (kept) => ({
      drafts: Object.fromEntries(
        Object.entries((kept as Drafts).drafts).map(([key, draft]) => [
          key,
          { ...emptyDraft, ...draft },
        ]),
      ),
    }),
    storage: createPausedStorage<Drafts>(),
    partialize: ({ drafts }) => ({
      drafts: Object.fromEntries(
        Object.entries(drafts).flatMap(([key, draft]) => {
          const left = kept(draft)
          return left.text || left.context || left.items.length > 0 ? [[key, left]] : []
        }),
      ),
    }),
  }),
)

export const draftOf = (key: string): Draft => useDrafts.getState().drafts[key] ?? emptyDraft

/** Changes what is around the message, not the message itself. */
export function annotateDraft(key: string, change: Partial<Draft>) {
  useDrafts.setState(({ drafts }) => ({
    drafts: { ...drafts, [key]: { ...(drafts[key] ?? emptyDraft), ...change } },
  }))
}

/** Changes the message: from then on it is another one to the services. */
function editDraft(key: string, edit: (draft: Draft) => Partial<Draft>) {
  annotateDraft(key, { requestId: null, sendProblem: null, ...edit(draftOf(key)) })
}

export const writeText = (key: string, text: string) => editDraft(key, () => ({ text }))

/** Chooses what is left out of the conversation from this message on; null for nothing more. */
export const editContext = (key: string, context: ContextChoice | null) =>
  editDraft(key, () => ({ context }))

export const replaceItems = (key: string, items: readonly DraftItem[]) =>
  editDraft(key, () => ({ items }))

export const addItems = (key: string, added: readonly DraftItem[]) =>
  editDraft(key, ({ items }) => ({ items: [...items, ...added] }))

/** Changes one item if it is still there. */
export function changeItem<Item extends DraftItem>(
  key: string,
  item: Pick<Item, 'key' | 'kind'>,
  change: Partial<Item>,
) {
  editDraft(key, ({ items }) => ({
    items: items.map((one) =>
      one.key === item.key && one.kind === item.kind ? { ...one, ...change } : one,
    ),
  }))
}

export const dropItem = (key: string, itemKey: string) =>
  editDraft(key, ({ items }) => ({ items: items.filter((item) => item.key !== itemKey) }))

/** Moves an item to another place, counted from 0. */
export function moveItem(key: string, itemKey: string, place: number) {
  editDraft(key, ({ items }) => {
    const moved = items.find((item) => item.key === itemKey)
    if (!moved) return {}
    const others = items.filter((item) => item !== moved)
    return { items: others.toSpliced(place, 0, moved) }
  })
}

export const addProblems = (key: string, added: readonly DraftProblem[]) =>
  annotateDraft(key, { problems: [...draftOf(key).problems, ...added] })

export const dismissProblem = (key: string, problemKey: string) =>
  annotateDraft(key, {
    problems: draftOf(key).problems.filter((problem) => problem.key !== problemKey),
  })

/** Takes out what the services have acknowledged; what was added meanwhile stays. */
export function clearSent(key: string, sent: Draft) {
  const now = draftOf(key)
  annotateDraft(key, {
    ...emptyDraft,
    text: now.text === sent.text ? '' : now.text,
    items: now.items.filter((item) => !sent.items.some((one) => one.key === item.key)),
    problems: now.problems,
  })
}
