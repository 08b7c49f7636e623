import { useTranslation } from 'react-i18next'
import type { RemoteFile } from '../../../src-main/contract/model-sources.ts'
import { formatFileSize } from '../../i18n/format.ts'
import { SelectMenu } from '../../ui/select-menu.tsx'
import { TickBox } from '../../ui/tick-box.tsx'

interface ProjectorChoiceProps {
  /** The best first. */
  projectors: readonly RemoteFile[]
  /** Path of the one that is taken along; null for none. */
  taken: string | null
  onChange: (path: string | null) => void
}

const nameOf = (path: string) => path.split('/').at(-1) ?? path

/** Whether the picture encoder comes along, and which where there are several. */
export function ProjectorChoice({ projectors, taken, onChange }: ProjectorChoiceProps) {
  const { t, i18n } = useTranslation('discover')
  const [best] = projectors
  if (!best) return <p className="text-small text-ink-muted">{t('repository.projectorNone')}</p>
  const chosen = projectors.find(({ path }) => path === taken) ?? best
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-ui">
      <TickBox
        checked={taken !== null}
        onChange={(checked) => onChange(checked ? best.path : null)}
      >
        {t('repository.projectorTake', { bytes: chosen.bytes })}
        <span className="block text-small text-ink-muted">{t('repository.projectorWhy')}</span>
      </TickBox>
      {projectors.length > 1 && taken !== null ? (
        <SelectMenu
          label={t('repository.projectorChoice')}
          value={chosen.path}
          options={projectors.map(({ path, bytes }) => ({
            value: path,
            label: `${nameOf(path)} · ${formatFileSize(bytes, i18n.language)}`,
          }))}
          onChange={onChange}
        />
      ) : null}
    </div>
  )
}
