import { ChevronRight } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model, ModelRoot } from '../../../src-main/contract/models.ts'
import { classNames } from '../../ui/class-names.ts'
import { RenameField } from '../../ui/rename-field.tsx'
import { renameModel } from './library-actions.ts'
import { ModelActions } from './model-actions.tsx'
import { ModelDetails } from './model-details.tsx'
import { ModelFacts, ModelUse } from './model-facts-line.tsx'
import { ModelMarks } from './model-marks.tsx'
import { ModelStanding } from './model-standing.tsx'

interface ModelRowProps {
  model: Model
  roots: readonly ModelRoot[]
  /** Answers in new conversations. */
  selected: boolean
  onOptions: (modelId: string) => void
}

/** One model: what it is and how it stands, with its details below when they are open. */
export function ModelRow({ model, roots, selected, onOptions }: ModelRowProps) {
  const { t } = useTranslation('library')
  const [open, setOpen] = useState(false)
  const [renaming, setRenaming] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const detailsId = useId()
  const root = roots.find(({ id }) => id === model.rootId)
  const missing = model.availability === 'missing'

  const finishRename = (name: string | null) => {
    setRenaming(false)
    if (name !== null) void renameModel(model, name)
    requestAnimationFrame(() => opener.current?.focus())
  }

  return (
    <li data-model={model.id} className="py-2.5 ps-1.5 pe-2">
      <div className="flex flex-wrap items-start justify-end gap-x-3 gap-y-1.5">
        <div className="min-w-0 flex-1 basis-48">
          {renaming ? (
            <div className="mb-0.5 ps-3">
              <RenameField label={t('rename.label')} title={model.name} onDone={finishRename} />
            </div>
          ) : (
            <div className="flex min-w-0 flex-wrap items-center gap-x-2 ps-5">
              <button
                ref={opener}
                type="button"
                aria-expanded={open}
                aria-controls={detailsId}
                className="-ms-5 flex min-w-0 items-center gap-1 rounded-control py-0.5 pe-1 text-start hover:bg-hover focus-visible:outline-offset-0"
                onClick={() => setOpen(!open)}
                onKeyDown={(event) => {
                  if (event.key === 'F2') setRenaming(true)
                }}
              >
                <ChevronRight
                  size={16}
                  strokeWidth={1.75}
                  aria-hidden
                  className={classNames(
                    'shrink-0 text-ink-faint transition-transform duration-100',
                    open && 'rotate-90',
                  )}
                />
                <span
                  title={model.name}
                  className={classNames(
                    'line-clamp-2 text-body font-medium wrap-anywhere',
                    missing && 'text-ink-muted',
                  )}
                >
                  {model.name}
                </span>
              </button>
              <ModelMarks model={model} selected={selected} />
            </div>
          )}
          <div className="ps-5">
            <ModelFacts model={model} />
            <ModelUse model={model} className="@2xl:hidden" />
          </div>
        </div>
        <ModelUse model={model} columns className="hidden pt-0.5 text-end @2xl:block" />
        <ModelActions
          model={model}
          roots={roots}
          onRename={() => setRenaming(true)}
          onOptions={() => onOptions(model.id)}
        />
      </div>
      <div className="ps-5 pe-1">
        <ModelStanding model={model} root={root} />
      </div>
      <div id={detailsId} hidden={!open} className="pt-2.5 ps-5 max-sm:ps-1">
        {open ? (
          <ModelDetails model={model} root={root} onOptions={() => onOptions(model.id)} />
        ) : null}
      </div>
    </li>
  )
}
