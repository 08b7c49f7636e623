import { useTranslation } from 'react-i18next'
import type { Fit } from '../../../src-main/contract/fit.ts'
import { formatFileSize } from '../../i18n/format.ts'
import { joinSentences } from '../../i18n/join-words.ts'
import { MemoryBar } from '../options/memory-bar.tsx'
import { memoryParts, partLooks } from '../options/memory-parts.ts'
import { fitSentences } from './fit-words.ts'

/** Where the memory of a model goes, against what is free, and what that means for it. */
export function FitDetails({ fit }: { fit: Fit }) {
  const { t, i18n } = useTranslation('discover')
  const { t: library } = useTranslation('library')
  const { totalBytes, availableBytes, parts } = fit
  return (
    <div>
      <MemoryBar fit={fit} label={library('fit.total', { totalBytes, availableBytes })} />
      <dl className="flex flex-wrap gap-x-4 text-small text-ink-muted tabular-nums">
        {memoryParts.map((part) =>
          parts[part] > 0 ? (
            <div key={part} className="flex items-center gap-1.5">
              <span data-meter aria-hidden className={`size-2 rounded-full ${partLooks[part]}`} />
              <dt>{library(`fit.parts.${part}`)}</dt>
              <dd>{formatFileSize(parts[part], i18n.language)}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <p className="mt-1 text-small text-ink-muted tabular-nums">
        {joinSentences(fitSentences(t, fit, i18n.language), i18n.language)}
      </p>
    </div>
  )
}
