import { create } from 'zustand'
import type { ContextChoice } from '../../../src-main/contract/messages.ts'
import type { Draft, DraftItem, DraftProblem } from './draft.ts'
import { emptyDraft } from './draft.ts'

interface Drafts {
  drafts: Readonly<Record<string, Draft>>
}

/** Messages being put together, one for each conversation; `sync-drafts.ts` keeps them. */
export const useDrafts = create<Drafts>(() => ({ drafts: {} }))

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
