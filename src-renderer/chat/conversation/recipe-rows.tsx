import type { TFunction } from 'i18next'
import type { Recipe } from '../../../src-main/contract/recipe.ts'
import type { DetailRow } from './reply-details.tsx'

/** The lines of a recipe that tell more than what was measured. */
export function recipeRows(t: TFunction<'presets'>, recipe: Recipe): DetailRow[] {
  const { assistant, context, engine, model, sampling } = recipe
  const { maxTokens, seed, ...figures } = sampling
  const hash = model.sha256 ?? model.fingerprint
  return [
    ...(model.quantization ? [[t('recipe.quantization'), model.quantization] as DetailRow] : []),
    ...(hash ? [[t('recipe.file'), hash.slice(0, 12)] as DetailRow] : []),
    ...(engine ? [[t('recipe.engineVersion'), engine.version] as DetailRow] : []),
    ...(assistant ? [[t('recipe.assistant'), assistant.name] as DetailRow] : []),
    [t('recipe.sampling'), t('recipe.figures', figures)],
    [t('recipe.seed'), String(seed)],
    ...(maxTokens === null
      ? []
      : [[t('recipe.limit'), t('recipe.limitTokens', { count: maxTokens })] as DetailRow]),
    ...(context?.afterMessageId
      ? [
          [
            t('recipe.leftOut'),
            t(context.summary === null ? 'recipe.leftOutWords' : 'recipe.leftOutSummary'),
          ] as DetailRow,
        ]
      : []),
  ]
}
