import type { TFunction } from 'i18next'
import type { ModelState } from '../../src-main/contract/models.ts'
import { formatPercent } from '../i18n/format.ts'
import type { StatusTone } from '../ui/status-dot.tsx'

export const toneOf: Record<ModelState['kind'], StatusTone> = {
  idle: 'idle',
  loading: 'busy',
  ready: 'ready',
  failed: 'failed',
}

/** A model's state in a few words, e.g. `Loading 42%` or `Ready on Metal`. */
export function modelStateText(t: TFunction, state: ModelState, language: string): string {
  if (state.kind === 'loading' && state.fraction !== null)
    return t('models.loadingPercent', { percent: formatPercent(state.fraction, language) })
  if (state.kind === 'ready') return t('models.ready', { device: state.device })
  return t(`models.${state.kind}`)
}
