import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Catalogue } from '../../../src-main/contract/catalogue.ts'
import { classNames } from '../../ui/class-names.ts'
import { RowList } from '../library/row-list.tsx'
import { CatalogueRow } from './catalogue-row.tsx'
import type { JudgedModel } from './use-publisher-fit.ts'

const isForChat = ({ purpose }: JudgedModel) => purpose === 'chat'

function Rows({ label, models }: { label: string; models: readonly JudgedModel[] }) {
  return (
    <RowList label={label}>
      {models.map((model) => (
        <CatalogueRow key={model.id} model={model} />
      ))}
    </RowList>
  )
}

/** Models that are no partners for conversation, folded away until someone looks for them. */
function SpecialModels({ models }: { models: readonly JudgedModel[] }) {
  const { t } = useTranslation('discover')
  const [open, setOpen] = useState(false)
  return (
    <section>
      <h3>
        <button
          type="button"
          aria-expanded={open}
          className="flex items-center gap-1 rounded-control py-1 pe-2 text-ui font-medium text-ink-muted hover:bg-hover hover:text-ink"
          onClick={() => setOpen(!open)}
        >
          <ChevronRight
            size={16}
            strokeWidth={1.75}
            aria-hidden
            className={classNames('transition-transform duration-100', open && 'rotate-90')}
          />
          {t('catalogue.special')}
          <span className="text-ink-faint tabular-nums">{models.length}</span>
        </button>
      </h3>
      {open ? (
        <>
          <p className="mb-2 ps-5 text-small text-ink-muted">{t('catalogue.specialHint')}</p>
          <Rows label={t('catalogue.special')} models={models} />
        </>
      ) : null}
    </section>
  )
}

/** The models that Carat knows, by family, each judged for this computer. */
export function CatalogueList({ catalogue }: { catalogue: Catalogue }) {
  const chat = catalogue.models.filter(isForChat)
  const special = catalogue.models.filter((model) => !isForChat(model))
  const families = [...new Set(chat.map(({ family }) => family))]
  return (
    <div className="flex flex-col gap-5">
      {families.map((family) => (
        <section key={family} aria-label={family}>
          <h3 className="mb-1.5 text-ui font-medium text-ink-muted">{family}</h3>
          <Rows label={family} models={chat.filter((model) => model.family === family)} />
        </section>
      ))}
      {special.length > 0 ? <SpecialModels models={special} /> : null}
    </div>
  )
}
