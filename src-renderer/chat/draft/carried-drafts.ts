import { z } from 'zod'
import { type KeptDraft, keptDraftSchema } from '../../../src-main/contract/drafts.ts'

const STORED_KEY = 'carat.drafts'

/** Drafts by conversation; null for one that was sent or emptied. */
export type CarriedDrafts = Record<string, KeptDraft | null>

const carriedSchema = z.record(z.string(), keptDraftSchema.nullable())

/** Leaves drafts in the tab's storage for the page that comes next; what does not fit is left out. */
export function carryDrafts(drafts: CarriedDrafts): void {
  try {
    window.sessionStorage.setItem(STORED_KEY, JSON.stringify(drafts))
  } catch {
    window.sessionStorage.removeItem(STORED_KEY)
  }
}

/** Takes what the page before left there. */
export function takeCarriedDrafts(): CarriedDrafts {
  const stored = window.sessionStorage.getItem(STORED_KEY) ?? '{}'
  window.sessionStorage.removeItem(STORED_KEY)
  try {
    return carriedSchema.parse(JSON.parse(stored))
  } catch {
    return {}
  }
}
