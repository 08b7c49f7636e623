import { useTranslation } from 'react-i18next'
import type { Machine } from '../../../src-main/contract/fit.ts'
import { SelectMenu } from '../../ui/select-menu.tsx'
import { TickBox } from '../../ui/tick-box.tsx'
import { formatParameters } from '../library/model-facts.ts'
import { parametersThatFit, type Search } from './search-query.ts'
import { changeSearch, useSearch } from './search-state.ts'

/** Parameters up to which people look for models. */
const sizes = [1e9, 4e9, 8e9, 14e9, 32e9]

const sorts: readonly Search['sort'][] = ['downloads', 'likes', 'updated', 'trending']

/** What the results are narrowed down to, and their order. */
export function SearchFilters({ machine }: { machine: Machine | null }) {
  const { t } = useTranslation('discover')
  const { pictures, fitsHere, size, sort } = useSearch(({ search }) => search)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-ui">
      <TickBox checked={pictures} onChange={(checked) => changeSearch({ pictures: checked })}>
        {t('search.pictures')}
      </TickBox>
      <TickBox checked={fitsHere} onChange={(checked) => changeSearch({ fitsHere: checked })}>
        {machine
          ? t('search.fitsHereLimit', { size: formatParameters(roundedLimit(machine)) })
          : t('search.fitsHere')}
      </TickBox>
      <div className="flex flex-wrap gap-2 max-sm:w-full sm:ms-auto max-sm:[&>button]:flex-1">
        <SelectMenu
          label={t('search.size')}
          value={String(size ?? '')}
          options={[
            { value: '', label: t('search.anySize') },
            ...sizes.map((limit) => ({
              value: String(limit),
              label: t('search.upTo', { size: formatParameters(limit) }),
            })),
          ]}
          onChange={(limit) => changeSearch({ size: limit === '' ? null : Number(limit) })}
        />
        <SelectMenu
          label={t('search.sort')}
          value={sort}
          options={sorts.map((order) => ({ value: order, label: t(`search.${order}`) }))}
          onChange={(order) => changeSearch({ sort: order })}
        />
      </div>
    </div>
  )
}

/** In whole billions, as an estimate should be told. */
const roundedLimit = (machine: Machine) =>
  Math.max(1, Math.round(parametersThatFit(machine) / 1e9)) * 1e9
