import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelsSnapshot } from '../../../src-main/contract/models.ts'
import { useSettings } from '../../rpc/settings-store.ts'
import { openModels } from '../../state/view-store.ts'
import { Button } from '../../ui/button.tsx'
import { FilterField } from '../../ui/filter-field.tsx'
import { SelectMenu } from '../../ui/select-menu.tsx'
import { AddModelButton } from './add-model-button.tsx'
import { LibrarySection } from './library-section.tsx'
import { ModelRow } from './model-row.tsx'
import { modelOrders, orderModels } from './order-models.ts'
import { RowList } from './row-list.tsx'
import { setModelOrder, useModelOrder } from './model-order-store.ts'

interface ModelsSectionProps {
  snapshot: ModelsSnapshot
  onOptions: (modelId: string) => void
}

/** The list of models with the ways to find one in it. */
export function ModelsSection({ snapshot, onOptions }: ModelsSectionProps) {
  const { t } = useTranslation('library')
  const { order } = useModelOrder()
  const [filter, setFilter] = useState('')
  const selectedId = useSettings((state) => state.settings?.selectedModelId)
  const { models, roots } = snapshot
  const shown = useMemo(() => orderModels(models, order, filter), [models, order, filter])
  const bytes = models.reduce((sum, model) => sum + model.bytes, 0)
  const onlyDemo = models.every(({ demo }) => demo)

  return (
    <LibrarySection
      title={t('models')}
      hint={t('summary', { count: models.length, bytes })}
      actions={
        <div className="flex flex-wrap items-center gap-2 max-sm:w-full">
          <FilterField
            className="grow basis-44 sm:grow-0"
            label={t('filter.label')}
            clearLabel={t('filter.clear')}
            value={filter}
            onChange={setFilter}
          />
          <SelectMenu
            label={t('order.label')}
            value={order}
            options={modelOrders.map((value) => ({ value, label: t(`order.${value}`) }))}
            onChange={setModelOrder}
          />
          <AddModelButton />
        </div>
      }
    >
      {shown.length > 0 ? (
        <RowList label={t('models')}>
          {shown.map((model) => (
            <ModelRow
              key={model.id}
              model={model}
              roots={roots}
              selected={model.id === selectedId}
              onOptions={onOptions}
            />
          ))}
        </RowList>
      ) : null}
      {shown.length === 0 && filter !== '' ? (
        <div role="status" className="flex items-center gap-3 text-ui text-ink-muted">
          <p className="wrap-anywhere">{t('filter.none', { filter })}</p>
          <Button onClick={() => setFilter('')}>{t('filter.clear')}</Button>
        </div>
      ) : null}
      {onlyDemo && filter === '' ? (
        <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card bg-sunken px-4 py-3 text-ui text-ink-muted">
          <p className="min-w-0 flex-1 basis-80">{t(models.length > 0 ? 'onlyDemo' : 'empty')}</p>
          <Button look="primary" onClick={() => openModels('discover')}>
            {t('discover')}
          </Button>
        </div>
      ) : null}
    </LibrarySection>
  )
}
