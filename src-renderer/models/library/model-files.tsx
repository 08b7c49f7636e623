import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Model, ModelFile } from '../../../src-main/contract/models.ts'
import { formatFileSize } from '../../i18n/format.ts'
import { joinFacts } from '../../i18n/join-words.ts'
import { Button } from '../../ui/button.tsx'
import { verifyModel } from './library-actions.ts'
import { formatMoment } from './model-facts.ts'

const icons = {
  ok: { icon: CircleCheck, look: 'text-success' },
  damaged: { icon: CircleAlert, look: 'text-danger' },
  unchecked: { icon: CircleDashed, look: 'text-ink-faint' },
  unknown: { icon: CircleDashed, look: 'text-ink-faint' },
} as const

function FileCheck({ check }: Pick<ModelFile, 'check'>) {
  const { t, i18n } = useTranslation('library')
  const { icon: Icon, look } = icons[check.state]
  const when = check.at === null ? '' : formatMoment(check.at, i18n.language)
  return (
    <span className="flex items-start gap-1.5">
      <Icon size={14} strokeWidth={1.75} aria-hidden className={`mt-px shrink-0 ${look}`} />
      <span>{joinFacts([t(`check.${check.state}`), when])}</span>
    </span>
  )
}

/** The files of a model, each with whether its content is as published. */
export function ModelFiles({ model }: { model: Model }) {
  const { t, i18n } = useTranslation('library')
  return (
    <div>
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-medium">{t('files.title')}</h3>
        <Button
          className="h-6! px-2! text-small!"
          disabled={model.availability === 'missing' || model.task !== null}
          onClick={() => void verifyModel(model.id)}
        >
          {t('menu.verify')}
        </Button>
      </div>
      <ul aria-label={t('files.title')} className="mt-1 divide-y divide-line">
        {model.files.map((file) => (
          <li key={file.path} className="flex flex-wrap gap-x-6 gap-y-0.5 py-1.5">
            <span className="min-w-0 flex-1 basis-72">
              <span
                dir="ltr"
                className="block text-match-parent font-mono wrap-anywhere select-text"
              >
                {file.path}
              </span>
              <span className="text-ink-muted tabular-nums">
                {joinFacts([t(`files.${file.role}`), formatFileSize(file.bytes, i18n.language)])}
              </span>
            </span>
            <span className="basis-64 text-ink-muted tabular-nums">
              <FileCheck check={file.check} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
