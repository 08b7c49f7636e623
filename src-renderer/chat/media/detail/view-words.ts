import type { TFunction } from 'i18next'
import type { Model } from '../../../../src-main/contract/models.ts'
import { tokensOfView } from '../../../../src-main/contract/picture-views.ts'

/** How many views a picture is looked at as, and what each costs; the words between them come on top. */
export function viewWords(t: TFunction<'chat'>, count: number, model: Model): string {
  const views = t('detail.views', { count })
  const tokens = tokensOfView(model)
  if (tokens === null) return views
  const cost = t(count === 1 ? 'details.tokens' : 'detail.eachTokens', { count: tokens })
  return `${views} · ${cost}`
}
