import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model, ModelsSnapshot } from '../../../src-main/contract/models.ts'
import { showToast } from '../../ui/toast.tsx'

type Ending = 'verified' | 'unverifiable' | 'repaired' | 'moved'

/** When a check of this model's files last ended; 0 before the first. */
const lastCheck = ({ files }: Model) => Math.max(0, ...files.map(({ check }) => check.at ?? 0))

/** A model as it was, and the folder that it lay in when no work on its files went on. */
export interface Seen {
  model: Model
  restedIn: string
}

/** Carries on over a snapshot that may already name a move's target while the move still works. */
export const see = (model: Model, earlier?: Seen): Seen => ({
  model,
  restedIn: (model.task && earlier?.restedIn) || model.rootId,
})

/**
 * What work on a model's files came to, seen from the snapshots before and after its end; null if
 * it goes on, was stopped, or ended in a problem that the row itself tells.
 */
export function endingOf({ model: before, restedIn }: Seen, after: Model): Ending | null {
  if (after.task || after.problem) return null
  // A move on one drive is over before any snapshot tells of its work.
  if (restedIn !== after.rootId) return 'moved'
  if (!before.task || before.task.kind === 'moving') return null
  if (lastCheck(after) <= lastCheck(before)) return null
  if (after.files.some(({ check }) => check.state === 'damaged')) return null
  if (before.task.kind === 'repairing') return 'repaired'
  if (before.task.kind !== 'verifying') return null
  return after.files.some(({ check }) => check.state === 'ok') ? 'verified' : 'unverifiable'
}

/** Says in a toast how work on files ended well, for those who looked elsewhere meanwhile. */
export function useTaskEndings(snapshot: ModelsSnapshot | null) {
  const { t } = useTranslation('library')
  const seen = useRef(new Map<string, Seen>())
  useEffect(() => {
    const before = seen.current
    seen.current = new Map()
    for (const after of snapshot?.models ?? []) {
      const earlier = before.get(after.id)
      seen.current.set(after.id, see(after, earlier))
      const ending = earlier && earlier.model !== after ? endingOf(earlier, after) : null
      const folder = snapshot?.roots.find(({ id }) => id === after.rootId)?.path ?? ''
      const { name } = after
      if (ending) showToast({ text: t(`ending.${ending}`, { name, folder }), name })
    }
  }, [snapshot, t])
}
