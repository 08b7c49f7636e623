import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useModels } from '../rpc/models-store.ts'
import { useOffer } from '../state/offers.ts'
import { type ModelsTab, openModels } from '../state/view-store.ts'
import { Button } from '../ui/button.tsx'
import { Picker } from '../ui/picker.tsx'
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

/** Shows which model answers and lets the user choose another. */
export function ModelPicker({ modelId: selectedId, onChoose }: ModelPickerProps) {
  const { t, i18n } = useTranslation()
  const { t: discover } = useTranslation('discover')
  const [open, setOpen] = useState(false)
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
    <Picker
      label={t('models.button')}
      current={
        <>
          <span dir="auto" className="max-w-56 truncate font-medium max-sm:max-w-24">
            {current?.name ?? t('models.none')}
          </span>
          {current ? (
            <StatusDot
              tone={toneOf[current.state.kind]}
              label={modelStateText(t, current.state, i18n.language)}
            />
          ) : null}
        </>
      }
      currentLook="flex items-center gap-2"
      currentName={current?.name}
      title={t('models.title')}
      open={open}
      onOpenChange={setOpen}
    >
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
    </Picker>
  )
}
