import { type ReactNode, useCallback, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { automaticLoadOptions, type LoadOptions } from '../../../src-main/contract/load-options.ts'
import type { Adapter, Model } from '../../../src-main/contract/models.ts'
import { rpc } from '../../rpc/client.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { AdapterOptions } from './adapter-options.tsx'
import { ComputeOptions } from './compute-options.tsx'
import { ContextOption } from './context-option.tsx'
import { MemoryPanel } from './memory-panel.tsx'
import { isAutomatic, sameOptions } from './options-summary.ts'
import { SamplingOptions } from './sampling-options.tsx'
import { saveAndLoad, saveOptions } from './save-options.ts'
import { type AskFit, useFit } from './use-fit.ts'
import { useMachine } from './use-machine.ts'

/** Where there is no room for both, as in an enlarged window, all of it scrolls together. */
const SHORT_WINDOW = {
  whole: '[@media(max-height:34rem),(max-width:24rem)]:h-auto',
  options: '[@media(max-height:34rem),(max-width:24rem)]:overflow-visible',
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="flex flex-col gap-3.5 border-b border-line px-4 py-3.5 last:border-0"
    >
      <h3 id={id} className="text-ui font-semibold">
        {title}
      </h3>
      {children}
    </section>
  )
}

interface LoadOptionsFormProps {
  model: Model
  adapters: readonly Adapter[]
  onClose: () => void
}

/** The options of one model, its memory always in view below them. */
export function LoadOptionsForm({ model, adapters, onClose }: LoadOptionsFormProps) {
  const { t } = useTranslation('library')
  const machine = useMachine()
  const [options, setOptions] = useState<LoadOptions>(model.options)
  const ask: AskFit = useCallback(
    (asked, signal) => rpc.models.fit({ modelId: model.id, options: asked }, { signal }),
    [model.id],
  )
  const figures = useFit(options, ask)
  const change = (part: Partial<LoadOptions>) => setOptions((before) => ({ ...before, ...part }))
  const given = { options, onChange: change }
  const inMemory = model.state.kind === 'ready' || model.state.kind === 'loading'
  const changed = !sameOptions(options, model.options)
  const tooBig = figures.fit?.verdict === 'too-big'
  const loading = tooBig ? 'loadAnyway' : inMemory ? 'reload' : changed ? 'saveAndLoad' : 'load'

  const finish = async (saving: Promise<boolean>) => {
    if (await saving) onClose()
  }

  return (
    <div className={classNames('flex h-full flex-col', SHORT_WINDOW.whole)}>
      <div className={classNames('min-h-0 flex-1 overflow-y-auto', SHORT_WINDOW.options)}>
        <Group title={t('options.groups.context')}>
          <ContextOption {...given} trainedContext={model.trainedContext} fit={figures.fit} />
        </Group>
        <Group title={t('options.groups.compute')}>
          <ComputeOptions {...given} model={model} machine={machine} />
        </Group>
        <Group title={t('options.groups.writing')}>
          <SamplingOptions {...given} model={model} />
        </Group>
        <Group title={t('options.adapters')}>
          <AdapterOptions {...given} model={model} adapters={adapters} />
        </Group>
      </div>
      <footer className="shrink-0 rounded-b-overlay border-t border-line bg-sunken px-4 py-3">
        <MemoryPanel {...figures} onLargest={(contextSize) => change({ contextSize })} />
        {inMemory && changed ? (
          <p className="mt-1 text-small text-ink-muted">{t('options.reloadHint')}</p>
        ) : null}
        <div className="mt-3 flex flex-wrap items-center justify-end gap-2">
          <Button
            look="quiet"
            className="me-auto"
            disabled={isAutomatic(options)}
            onClick={() => setOptions(automaticLoadOptions)}
          >
            {t('options.backToAutomatic')}
          </Button>
          <Button disabled={!changed} onClick={() => void finish(saveOptions(model.id, options))}>
            {t('options.save')}
          </Button>
          <Button
            look={tooBig ? 'outline' : 'primary'}
            disabled={inMemory && !changed}
            onClick={() => void finish(saveAndLoad(model, options))}
          >
            {t(`options.${loading}`)}
          </Button>
        </div>
      </footer>
    </div>
  )
}
