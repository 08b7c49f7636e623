import { Popover } from '@base-ui/react/popover'
import { ChevronDown } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useModels } from '../rpc/models-store.ts'
import { useOffer } from '../state/offers.ts'
import { type ModelsTab, openModels } from '../state/view-store.ts'
import { Button } from '../ui/button.tsx'
import { StatusDot } from '../ui/status-dot.tsx'
import { chooseModel, chooseModelHere } from './choose-model.ts'
import { EngineState } from './engine-state.tsx'
import { ModelOption } from './model-option.tsx'
import { modelStateText, toneOf } from './model-state.ts'

interface ModelPickerProps {
  /** Model that answers. */
  modelId: string | null
  /** Keeps another one for the conversation alone; missing where it is for all of them. */
  onChoose: ((modelId: string) => Promise<unknown>) | undefined
}

/**
 * Shows which model answers and lets the user choose another. The button's words are "Model" alone,
 * which is its name for every reader; it is stretched over the model's name, its description.
 */
export function ModelPicker({ modelId: selectedId, onChoose }: ModelPickerProps) {
  const { t, i18n } = useTranslation()
  const { t: discover } = useTranslation('discover')
  const [open, setOpen] = useState(false)
  const descriptionId = useId()
  const pill = useRef<HTMLDivElement>(null)
  const snapshot = useModels((state) => state.snapshot)
  const current = snapshot?.models.find(({ id }) => id === selectedId)

  useOffer('choose-model', () => setOpen(true))
  const choose = (modelId: string) => {
    setOpen(false)
    void (onChoose ? chooseModelHere(modelId, onChoose) : chooseModel(modelId))
  }

  const show = (tab: ModelsTab) => {
    setOpen(false)
    openModels(tab)
  }

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <div
        ref={pill}
        className="relative flex h-8 min-w-0 items-center gap-1.5 rounded-control px-2 text-ui hover:bg-hover has-data-popup-open:bg-hover"
      >
        <Popover.Trigger
          aria-describedby={descriptionId}
          className="text-ink-faint outline-hidden after:absolute after:inset-0 after:rounded-control focus-visible:after:outline-2 focus-visible:after:outline-focus"
        >
          {t('models.button')}
        </Popover.Trigger>
        <span id={descriptionId} className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium">{current?.name ?? t('models.none')}</span>
          {current ? (
            <StatusDot
              tone={toneOf[current.state.kind]}
              label={modelStateText(t, current.state, i18n.language)}
            />
          ) : null}
        </span>
        <ChevronDown size={16} strokeWidth={1.75} aria-hidden className="text-ink-muted" />
      </div>
      <Popover.Portal>
        <Popover.Positioner anchor={pill} align="end" sideOffset={4} className="z-50">
          <Popover.Popup className="flex max-h-(--available-height) w-96 max-w-[calc(100vw-1rem)] flex-col rounded-overlay bg-raised text-ui text-ink shadow-overlay outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Popover.Title className="px-3 pt-3 pb-1 text-small font-medium text-ink-muted">
              {t('models.title')}
            </Popover.Title>
            <div className="min-h-24 overflow-y-auto px-1 pb-1">
              {snapshot?.models.map((model) => (
                <ModelOption
                  key={model.id}
                  model={model}
                  selected={model.id === selectedId}
                  onChoose={() => choose(model.id)}
                />
              ))}
              {snapshot?.models.length === 0 ? (
                <p className="px-2 py-1 text-ink-muted">{t('models.empty')}</p>
              ) : null}
            </div>
            {snapshot ? <EngineState engine={snapshot.visionEngine} /> : null}
            <div className="flex flex-wrap gap-1 border-t border-line p-1">
              <Button look="quiet" className="flex-1" onClick={() => show('discover')}>
                {discover('page.getMore')}
              </Button>
              <Button look="quiet" className="flex-1" onClick={() => show('library')}>
                {discover('page.manage')}
              </Button>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
