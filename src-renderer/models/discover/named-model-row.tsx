import { CornerDownLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { joinFacts } from '../../i18n/join-words.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { openRepository } from './discover-store.ts'
import type { NamedModel } from './recognize-name.ts'

/** Opens the model that was named exactly, above what a search for its name finds. */
export function NamedModelRow({ named }: { named: NamedModel }) {
  const { t } = useTranslation('discover')
  const { ref, label, file } = named
  const name = joinFacts([ref.repository, label ?? file?.split('/').at(-1)])
  return (
    <button
      type="button"
      className="flex w-full items-center gap-2 rounded-card border border-line bg-sunken px-3 py-2.5 text-start hover:bg-hover"
      onClick={() => openRepository(named)}
    >
      <CornerDownLeft
        size={16}
        strokeWidth={1.75}
        aria-hidden
        className="shrink-0 text-ink-muted"
      />
      <span className="min-w-0 flex-1 text-body wrap-anywhere">
        {t('search.openOn', { name, source: t(`search.${ref.source}`) })}
      </span>
      <Kbd keys="Enter" />
    </button>
  )
}
