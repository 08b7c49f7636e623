import { RotateCcw } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SourceKind } from '../../src-main/contract/model-sources.ts'
import type { NetworkState } from '../../src-main/contract/network.ts'
import { failureText } from '../i18n/failure-text.ts'
import { rpc } from '../rpc/client.ts'
import { failureOf } from '../rpc/failure.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { SavedField } from '../ui/saved-field.tsx'
import { TestResult } from './test-result.tsx'
import { useHostTest } from './use-host-test.ts'

const placeholders: Record<SourceKind, string> = {
  huggingface: 'https://hf-mirror.com',
  ollama: 'https://registry.ollama.ai',
  modelscope: 'https://modelscope.cn',
}

interface EndpointSettingProps {
  source: SourceKind
  endpoint: NetworkState['endpoints'][SourceKind]
}

/** Where one hub is reached, and whether it can be. */
export function EndpointSetting({ source, endpoint }: EndpointSettingProps) {
  const { t } = useTranslation('network')
  const { t: app } = useTranslation()
  const id = useId()
  const [problem, setProblem] = useState<string | null>(null)
  const { outcome, test } = useHostTest(source, endpoint.value)
  const name = t(`hubs.${source}`)

  const saved = useRef<Promise<unknown>>(Promise.resolve())

  const send = async (address: string | null) => {
    try {
      await rpc.network.setEndpoint({ source, address: address || null })
      setProblem(null)
      return true
    } catch (error) {
      setProblem(failureText(app, failureOf(error)))
      return false
    }
  }
  const save = (address: string | null) => {
    const sent = send(address)
    saved.current = sent
    return sent
  }

  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <label htmlFor={id} className="text-ui">
          {name}
        </label>
        <span id={`${id}-from`} className="text-small text-ink-muted">
          {endpoint.from === 'environment'
            ? t('fromVariable', { name: 'HF_ENDPOINT' })
            : t(`from.${endpoint.from}`)}
        </span>
      </div>
      <div className="mt-1 flex flex-wrap items-center gap-2">
        <SavedField
          id={id}
          inputMode="url"
          dir="ltr"
          value={endpoint.value}
          placeholder={placeholders[source]}
          readOnly={endpoint.from === 'environment'}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? `${id}-from` : `${id}-problem`}
          className="flex-1 basis-36"
          onSave={save}
          onEdit={() => setProblem(null)}
        />
        {endpoint.from === 'settings' ? (
          <IconButton
            label={t('hubs.reset', { name })}
            icon={RotateCcw}
            onClick={() => void save(null)}
          />
        ) : null}
        <Button
          aria-label={t('test.named', { name })}
          disabled={outcome.kind === 'running'}
          onClick={() => void test(saved.current)}
        >
          {t(outcome.kind === 'running' ? 'test.running' : 'test.button')}
        </Button>
      </div>
      {source === 'huggingface' && endpoint.from !== 'environment' ? (
        <p className="mt-1 text-small text-ink-muted">{t('hubs.mirror')}</p>
      ) : null}
      {problem ? (
        <p id={`${id}-problem`} role="alert" className="mt-1 text-small wrap-anywhere text-danger">
          {problem}
        </p>
      ) : null}
      <TestResult outcome={outcome} secure={endpoint.value.startsWith('https:')} />
    </div>
  )
}
