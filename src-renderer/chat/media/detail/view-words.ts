import type { TFunction } from 'i18next'
import type { Model } from '../../../../src-main/contract/models.ts'
import { tokensOfView } from '../../../../src-main/contract/picture-views.ts'

/** How many views a picture is looked at as, and what they cost where that is known. */
export function viewWords(t: TFunction<'chat'>, count: number, model: Model): string {
  const views = t('detail.views', { count })
  const tokens = tokensOfView(model)
  return tokens === null ? views : `${views} · ${t('details.tokens', { count: tokens * count })}`
}
