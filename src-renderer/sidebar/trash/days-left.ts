import type { TFunction } from 'i18next'
import { TRASH_DAYS } from '../../../src-main/contract/arrange.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * How long something stays in the trash, in words; a day that has begun counts as one. The time may
 * be some seconds old.
 */
export function daysLeft(leavesAt: number, now: number, t: TFunction): string {
  const count = Math.min(Math.ceil((leavesAt - now) / DAY_MS), TRASH_DAYS)
  return count <= 1 ? t('order.lastDay') : t('order.daysLeft', { count })
}
