import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useTranslation } from 'react-i18next'
import type { ExportFormat } from '../../src-main/contract/transfer.ts'

interface FormatChoiceProps {
  formats: readonly ExportFormat[]
  value: ExportFormat
  disabled: boolean
  onChange: (format: ExportFormat) => void
}

/** What kind of file it shall be, each with what it is good for; the arrow keys move the choice. */
export function FormatChoice({ formats, value, disabled, onChange }: FormatChoiceProps) {
  const { t } = useTranslation('transfer')
  return (
    <RadioGroup
      aria-label={t('export.format')}
      value={value}
      disabled={disabled}
      onValueChange={(format: ExportFormat) => onChange(format)}
      className="flex flex-col gap-px"
    >
      {formats.map((format) => (
        <Radio.Root
          key={format}
          value={format}
          className="group flex items-start gap-2.5 rounded-control px-2 py-2 text-start select-none hover:bg-hover focus-visible:-outline-offset-2 data-checked:bg-pressed data-disabled:opacity-60"
        >
          <span className="mt-0.5 inline-flex size-4 shrink-0 items-center justify-center rounded-full border border-ink-faint bg-canvas group-data-checked:border-focus group-data-checked:bg-focus">
            <Radio.Indicator data-mark className="size-1.5 rounded-full bg-canvas" />
          </span>
          <span className="min-w-0">
            <span className="block text-ui">{t(`export.formats.${format}.name`)}</span>
            <span className="block text-small text-ink-muted">
              {t(`export.formats.${format}.hint`)}
            </span>
          </span>
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
