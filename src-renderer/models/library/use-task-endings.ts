import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model, ModelsSnapshot } from '../../../src-main/contract/models.ts'
import { showToast } from '../../ui/toast.tsx'

type Ending = 'verified' | 'unverifiable' | 'repaired' | 'moved'

/** When a check of this model's files last ended; 0 before the first. */
const lastCheck = ({ files }: Model) => Math.max(0, ...files.map(({ check }) => check.at ?? 0))

/**
 * What work on a model's files came to, seen from the snapshots before and after its end; null if
 * it goes on, was stopped, or ended in a problem that the row itself tells.
 */
export function endingOf(before: Model, after: Model): Ending | null {
  if (after.task || after.problem) return null
  // A move on one drive is over before any snapshot tells of it.
  if (before.rootId !== after.rootId) return 'moved'
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
  const before = useRef(snapshot)
  useEffect(() => {
    const models = before.current?.models ?? []
    before.current = snapshot
    for (const after of snapshot?.models ?? []) {
      const earlier = models.find(({ id }) => id === after.id)
      const ending = earlier && earlier !== after ? endingOf(earlier, after) : null
      const folder = snapshot?.roots.find(({ id }) => id === after.rootId)?.path ?? ''
      if (ending) showToast({ text: t(`ending.${ending}`, { name: after.name, folder }) })
    }
  }, [snapshot, t])
}
