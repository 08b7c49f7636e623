import { KeyRound } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NetworkState } from '../../src-main/contract/network.ts'
import { rpc } from '../rpc/client.ts'
import { Button } from '../ui/button.tsx'
import { ExternalLink } from '../ui/external-link.tsx'
import { orTellFailure } from '../ui/tell-failure.ts'
import { TextInput } from '../ui/text-input.tsx'

interface TokenSettingProps {
  token: NetworkState['token']
  /** Address of the hub that gives out tokens. */
  hub: string
}

/** The access token: entered once, never shown again, and where it is kept. */
export function TokenSetting({ token, hub }: TokenSettingProps) {
  const { t } = useTranslation('network')
  const id = useId()
  const [typed, setTyped] = useState('')

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const entered = typed.trim()
    if (entered && (await orTellFailure(() => rpc.network.setToken({ token: entered }))))
      setTyped('')
  }

  if (token.from === 'environment')
    return (
      <div className="flex">
        <Kept words={t('token.fromEnvironment')} />
      </div>
    )
  if (token.present)
    return (
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Kept words={t(`token.kept.${token.storage}`)} />
        <Button
          look="danger"
          onClick={() => void orTellFailure(() => rpc.network.setToken({ token: null }))}
        >
          {t('token.remove')}
        </Button>
      </div>
    )
  return (
    <form onSubmit={(event) => void save(event)}>
      <label htmlFor={id} className="text-ui">
        {t('token.label')}
      </label>
      <div className="mt-1 flex flex-wrap gap-2">
        <TextInput
          id={id}
          type="password"
          autoComplete="off"
          placeholder="hf_…"
          dir="ltr"
          maxLength={400}
          value={typed}
          aria-describedby={`${id}-storage`}
          className="flex-1 basis-36"
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" disabled={typed.trim() === ''}>
          {t('token.save')}
        </Button>
      </div>
      <p id={`${id}-storage`} className="mt-1 text-small text-ink-muted">
        {t(`token.storage.${token.storage}`)}{' '}
        {URL.canParse('settings/tokens', hub) ? (
          <ExternalLink href={new URL('settings/tokens', hub).href}>{t('token.make')}</ExternalLink>
        ) : null}
      </p>
    </form>
  )
}

function Kept({ words }: { words: string }) {
  return (
    <p className="flex min-w-0 flex-1 basis-60 items-start gap-2 text-ui">
      <KeyRound
        size={16}
        strokeWidth={1.75}
        aria-hidden
        className="mt-0.5 shrink-0 text-ink-muted"
      />
      {words}
    </p>
  )
}
