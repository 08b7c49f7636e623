import type { KeptDraft, KeptItem } from '../../../src-main/contract/drafts.ts'
import { type Draft, type DraftItem, emptyDraft } from './draft.ts'

function keptItem(item: DraftItem): KeptItem[] {
  const { key, name } = item
  if (item.kind === 'text')
    return item.text === null ? [] : [{ kind: 'text', key, name, text: item.text }]
  if (item.kind === 'picture') {
    const { attachment, detail, closerLooks } = item
    return attachment ? [{ kind: 'picture', key, name, attachment, detail, closerLooks }] : []
  }
  // A clip that other frames are being picked from keeps the ones it has.
  const { clip, settings, removed } = item
  return clip ? [{ kind: 'clip', key, name, clip, settings, removed }] : []
}

/** What of a draft is kept: the message with all that is complete. Null when nothing is. */
export function keptOf({ text, items, context, requestId }: Draft): KeptDraft | null {
  const kept = { text, items: items.flatMap(keptItem), context, requestId }
  return text !== '' || context || kept.items.length > 0 ? kept : null
}

function openItem(item: KeptItem): DraftItem {
  const { kind, key, name } = item
  if (kind === 'text') return { kind, key, name, text: item.text }
  if (kind === 'picture') {
    const { attachment, detail, closerLooks } = item
    const look = { ...(detail && { detail }), ...(closerLooks && { closerLooks }) }
    return { kind, key, name, state: 'ready', attachment, ...look }
  }
  const { clip, settings, removed } = item
  const choice = { ...(settings && { settings }), ...(removed && { removed }) }
  return { kind, key, name, fraction: 1, clip, ...choice }
}

/** A kept draft as one to go on with. */
export const openDraft = (kept: KeptDraft | null | undefined): Draft =>
  kept ? { ...emptyDraft, ...kept, items: kept.items.map(openItem) } : emptyDraft
