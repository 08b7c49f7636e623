import { useTranslation } from 'react-i18next'
import type { Fit } from '../../../src-main/contract/fit.ts'
import { formatFileSize } from '../../i18n/format.ts'
import { ExternalLink } from '../../ui/external-link.tsx'
import { FitDetails } from './fit-details.tsx'
import type { ExplainedVariant } from './group-variants.ts'

/** A version in full: how its loss was measured, where its memory goes, and its files. */
export function VariantDetails({
  explained,
  fit,
}: {
  explained: ExplainedVariant
  fit: Fit | null
}) {
  const { t, i18n } = useTranslation('discover')
  const { variant, explanation } = explained
  const quality = explanation?.exact ? explanation.quantization.quality : null
  return (
    <div className="flex flex-col gap-3 border-t border-line bg-sunken px-4 py-3">
      {fit ? (
        <FitDetails fit={fit} />
      ) : (
        <p className="text-small text-ink-muted">{t('fit.checking')}</p>
      )}
      {quality ? (
        <p className="max-w-reading text-small text-ink-muted tabular-nums">
          {t('repository.lossHow', quality)}{' '}
          <ExternalLink href={quality.source}>{t('repository.lossSource')}</ExternalLink>
        </p>
      ) : null}
      <div className="text-small text-ink-muted">
        <h4 className="font-medium text-ink">{t('repository.files')}</h4>
        <ul className="tabular-nums">
          {variant.files.map(({ path, bytes, sha256 }) => (
            <li key={path} className="wrap-anywhere">
              <span dir="ltr" className="font-mono select-text">
                {path}
              </span>
              {' · '}
              {formatFileSize(bytes, i18n.language)}
              {sha256 === null ? <span className="block">{t('repository.noHash')}</span> : null}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
