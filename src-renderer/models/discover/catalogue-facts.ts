import type { TFunction } from 'i18next'
import type { CatalogueModel } from '../../../src-main/contract/catalogue.ts'
import { formatContext } from '../../i18n/format.ts'
import { formatParameters } from '../library/model-facts.ts'

/** What a model of the catalogue is: its weights, its context and what it takes in. */
export function catalogueFacts(
  t: TFunction<'discover'>,
  { parameters, trainedContext, inputs }: CatalogueModel,
  language: string,
): string[] {
  const senses = inputs.map((input) => t(`facts.${input}`))
  return [
    formatParameters(parameters),
    t('facts.context', { size: formatContext(trainedContext) }),
    inputs.length === 1 && inputs[0] === 'text'
      ? t('facts.textOnly')
      : new Intl.ListFormat(language, { type: 'conjunction' }).format(senses),
  ]
}
