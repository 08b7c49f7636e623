import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NetworkState } from '../../src-main/contract/network.ts'
import { failureText } from '../i18n/failure-text.ts'
import { rpc } from '../rpc/client.ts'
import { failureOf } from '../rpc/failure.ts'
import { SavedField } from '../ui/saved-field.tsx'
import { SelectMenu } from '../ui/select-menu.tsx'

const modes = ['system', 'manual', 'none'] as const
type Mode = (typeof modes)[number]

/** Whether connections go through a proxy, and through which. */
export function ProxySetting({ proxy }: Pick<NetworkState, 'proxy'>) {
  const { t } = useTranslation('network')
  const { t: app } = useTranslation()
  const id = useId()
  // A proxy of one's own has no meaning before its address is there, so the choice waits for it.
  const [wanted, setWanted] = useState<Mode | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const mode = wanted ?? proxy.mode

  const save = async (next: Mode, address: string) => {
    try {
      await rpc.network.setProxy({ mode: next, address })
      setProblem(null)
      return true
    } catch (error) {
      setProblem(failureText(app, failureOf(error)))
      return false
    }
  }
  const choose = async (next: Mode) => {
    setWanted(next)
    setProblem(null)
    if (next === 'manual' && !proxy.address) return
    if (!(await save(next, proxy.address))) setWanted(null)
  }

  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <span className="text-ui">{t('proxy.label')}</span>
        <SelectMenu
          label={t('proxy.label')}
          value={mode}
          options={modes.map((value) => ({ value, label: t(`proxy.modes.${value}`) }))}
          onChange={(next) => void choose(next)}
        />
      </div>
      {mode === 'manual' ? (
        <div className="mt-2">
          <label htmlFor={id} className="text-ui">
            {t('proxy.address')}
          </label>
          <SavedField
            id={id}
            inputMode="url"
            dir="ltr"
            value={proxy.address}
            placeholder="http://127.0.0.1:7890"
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : `${id}-problem`}
            className="mt-1 w-full"
            onSave={(address) => save('manual', address)}
            onEdit={() => setProblem(null)}
          />
        </div>
      ) : null}
      {problem ? (
        <p id={`${id}-problem`} role="alert" className="mt-1 text-small wrap-anywhere text-danger">
          {problem}
        </p>
      ) : null}
    </div>
  )
}
