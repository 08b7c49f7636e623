import { useTranslation } from 'react-i18next'
import type { CatalogueModel } from '../../../src-main/contract/catalogue.ts'
import { formatFileSize } from '../../i18n/format.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import { QuietSelect } from '../../ui/quiet-select.tsx'

interface PublisherChoiceProps {
  model: CatalogueModel
  index: number
  onChange: (index: number) => void
}

/** Who packed the model, with the choice of others where there are some. */
export function PublisherChoice({ model, index, onChange }: PublisherChoiceProps) {
  const { t, i18n } = useTranslation('discover')
  const { repositories } = model
  const options = repositories.map((entry, place) => {
    const { publisher, quantization, quantizationAware, gated, aboutBytes } = entry
    const hints = [
      quantizationAware ? `${quantization} ${t('catalogue.qat')}` : quantization,
      formatFileSize(aboutBytes, i18n.language),
      t(`search.${entry.ref.source}`),
      gated && t('catalogue.gated'),
    ]
    return {
      value: String(place),
      label: t('catalogue.from', { publisher }),
      hint: joinFacts(hints),
    }
  })
  if (options.length < 2) return <span>{options[index]?.label}</span>
  return (
    <QuietSelect
      label={`${t('catalogue.publisher')}: ${model.name}`}
      value={String(index)}
      options={options}
      onChange={(place) => onChange(Number(place))}
    />
  )
}
