import { CircleAlert, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model, ModelRoot } from '../../../src-main/contract/models.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { Button } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { modelStateText } from '../model-state.ts'
import { loadModel, repairModel } from './library-actions.ts'
import { TaskLine } from './task-line.tsx'

interface StandingProps {
  tone: 'calm' | 'problem'
  children: ReactNode
  action?: ReactNode
}

function Standing({ tone, children, action }: StandingProps) {
  const Icon = tone === 'problem' ? CircleAlert : Unplug
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-small">
      <p className="flex min-w-0 flex-1 basis-72 items-start gap-1.5">
        <Icon
          size={14}
          strokeWidth={1.75}
          aria-hidden
          className={`mt-px shrink-0 ${tone === 'problem' ? 'text-danger' : 'text-ink-muted'}`}
        />
        <span className="min-w-0 whitespace-pre-line wrap-anywhere text-ink-muted">{children}</span>
      </p>
      {action}
    </div>
  )
}

/** Whatever keeps a model from being used, and work on it that goes on; nothing if all is well. */
export function ModelStanding({ model, root }: { model: Model; root: ModelRoot | undefined }) {
  const { t } = useTranslation('library')
  const { t: app, i18n } = useTranslation()
  const { state, problem, task } = model
  const damaged = model.files.filter(({ check }) => check.state === 'damaged').length

  if (model.availability === 'missing')
    return (
      <Standing tone="calm">
        {t(root?.availability === 'missing' ? 'missing.drive' : 'missing.files')}
      </Standing>
    )
  return (
    <>
      {problem ? <Standing tone="problem">{failureText(app, problem)}</Standing> : null}
      {damaged > 0 && !task ? (
        <Standing
          tone="problem"
          action={
            model.source && model.owned ? (
              <Button onClick={() => void repairModel(model.id)}>{t('menu.repair')}</Button>
            ) : null
          }
        >
          {t(model.source ? 'check.damagedRepair' : 'check.damagedAgain', { count: damaged })}
        </Standing>
      ) : null}
      {state.kind === 'failed' ? (
        <Standing
          tone="problem"
          action={
            <Button onClick={() => void loadModel(model.id)}>{app('engine.tryAgain')}</Button>
          }
        >
          {failureText(app, state.failure)}
        </Standing>
      ) : null}
      {state.kind === 'loading' ? (
        <div className="mt-1.5 max-w-80 text-small text-ink-muted tabular-nums">
          {modelStateText(app, state, i18n.language)}
          <ProgressBar className="mt-1" label={app('models.loading')} fraction={state.fraction} />
        </div>
      ) : null}
      {task ? <TaskLine model={model} task={task} /> : null}
    </>
  )
}
