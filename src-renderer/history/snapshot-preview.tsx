import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preview, PreviewChat, Snapshot } from '../../src-main/contract/history.ts'
import { PREVIEW_LIMIT } from '../../src-main/contract/history.ts'
import { failureText } from '../i18n/failure-text.ts'
import { rpc } from '../rpc/client.ts'
import { useConnection } from '../rpc/connection.ts'
import { failureOf } from '../rpc/failure.ts'
import { Button } from '../ui/button.tsx'
import { showToast } from '../ui/toast.tsx'
import { orTellFailure } from '../ui/tell-failure.ts'
import { formatMoment } from './dates.ts'

type Outcome =
  | { kind: 'reading' }
  | { kind: 'read'; preview: Preview }
  | { kind: 'failed'; words: string }

/** What going back to a snapshot would bring and take, and the button that does it. */
export function SnapshotPreview({ snapshot: { createdAt, id } }: { snapshot: Snapshot }) {
  const { t, i18n } = useTranslation('history')
  const { t: app } = useTranslation()
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'reading' })
  const [restoring, setRestoring] = useState(false)
  const connected = useConnection(({ state }) => state === 'open')

  // Going back ends the services, also from another window: what they say after that is something else.
  useEffect(() => {
    if (!connected) return
    const closing = new AbortController()
    rpc.history.preview({ id }, { signal: closing.signal }).then(
      (preview) => {
        setOutcome({ kind: 'read', preview })
        setRestoring(false)
      },
      (error: unknown) => {
        if (!closing.signal.aborted)
          setOutcome({ kind: 'failed', words: failureText(app, failureOf(error)) })
      },
    )
    return () => closing.abort()
  }, [app, connected, id])

  const restore = async () => {
    setRestoring(true)
    if (await orTellFailure(() => rpc.history.restore({ id }))) showToast({ text: t('restoring') })
    else setRestoring(false)
  }

  if (outcome.kind !== 'read')
    return (
      <p role="status" className="mt-2 text-small text-ink-muted">
        {outcome.kind === 'reading' ? t('preview.reading') : outcome.words}
      </p>
    )
  const { preview } = outcome
  const changes = preview.gained + preview.lost + preview.changed
  return (
    <section
      aria-label={t('preview.label', { date: formatMoment(createdAt, i18n.language) })}
      className="mt-2 flex flex-col gap-2 text-small"
    >
      {changes === 0 ? <p>{t('preview.nothing')}</p> : <Summary preview={preview} />}
      <ul
        aria-label={t('preview.chats')}
        tabIndex={0}
        className="max-h-56 overflow-y-auto rounded-control bg-sunken px-2 py-1 focus-visible:-outline-offset-2"
      >
        {preview.chats.map((chat) => (
          <ChatLine key={chat.id} chat={chat} />
        ))}
        {preview.chats.length === PREVIEW_LIMIT ? (
          <li className="text-ink-muted">{t('preview.more', { count: PREVIEW_LIMIT })}</li>
        ) : null}
      </ul>
      {changes > 0 ? (
        <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
          <p className="min-w-0 flex-1 basis-48 text-ink-muted">{t('preview.undoable')}</p>
          <Button disabled={restoring} onClick={() => void restore()}>
            {t('preview.restore')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function Summary({ preview }: { preview: Preview }) {
  const { t } = useTranslation('history')
  const kinds = ['gained', 'lost', 'changed', 'same'] as const
  return (
    <div>
      <p>{t('preview.summary')}</p>
      <ul className="list-disc ps-4">
        {kinds
          .filter((kind) => preview[kind] > 0)
          .map((kind) => (
            <li key={kind}>{t(`preview.${kind}`, { count: preview[kind] })}</li>
          ))}
      </ul>
    </div>
  )
}

function ChatLine({ chat }: { chat: PreviewChat }) {
  const { t } = useTranslation('history')
  const { before, now, title } = chat
  const words =
    now === 0
      ? t('preview.comesBack', { count: before })
      : before === 0
        ? t('preview.goesAway', { count: now })
        : before === now
          ? t('preview.stays')
          : t('preview.fromTo', { before, now })
  return (
    <li className="flex gap-3 py-0.5">
      <span dir="auto" className="min-w-0 flex-1 truncate text-match-parent">
        {title || t('preview.untitled')}
      </span>
      <span className="shrink-0 text-ink-muted tabular-nums">{words}</span>
    </li>
  )
}
