import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { RepositoryRef } from '../../../src-main/contract/model-sources.ts'
import { rpc } from '../../rpc/client.ts'
import { Button } from '../../ui/button.tsx'
import { closeRepository, type OpenedRepository } from './discover-store.ts'
import { FailureNote } from './failure-note.tsx'
import { GateNotice } from './gate-notice.tsx'
import { RepositoryContent } from './repository-content.tsx'
import { useAccess } from './use-access.ts'
import { useLoaded } from './use-loaded.ts'

interface ClosedRepositoryProps {
  repository: RepositoryRef
  pageUrl: string
  /** There is access now. */
  onOpen: () => void
}

/** A repository that does not even say what it holds without access. */
function ClosedRepository({ repository, pageUrl, onOpen }: ClosedRepositoryProps) {
  const access = useAccess({ ref: repository, gate: 'gated' })
  const granted = access.kind === 'granted'
  useEffect(() => {
    if (granted) onOpen()
  }, [granted, onOpen])
  return <GateNotice access={access} pageUrl={pageUrl} wanted={null} />
}

const readRepository = (ref: RepositoryRef, signal: AbortSignal) =>
  rpc.discovery.repository(ref, { signal })

/** A repository and the models that can be had from it. */
export function RepositoryView({ opened }: { opened: OpenedRepository }) {
  const { t } = useTranslation('discover')
  const { ref } = opened
  const heading = useRef<HTMLHeadingElement>(null)
  const { loaded, retry } = useLoaded(ref, readRepository)
  const ready = loaded.kind === 'ready'
  useEffect(() => {
    if (ready) heading.current?.focus({ preventScroll: true })
  }, [ready])
  return (
    <div className="mx-auto flex w-full max-w-[64rem] flex-col gap-4 px-6 py-4">
      <Button look="quiet" className="-ms-2 self-start px-2!" onClick={closeRepository}>
        <ArrowLeft size={16} strokeWidth={1.75} aria-hidden />
        {t('repository.back')}
      </Button>
      {loaded.kind === 'loading' ? (
        <p role="status" className="text-ui text-ink-muted">
          {t('repository.reading', { name: ref.repository })}
        </p>
      ) : null}
      {loaded.kind === 'failed' ? (
        <>
          <h2 className="text-title font-semibold wrap-anywhere">{ref.repository}</h2>
          {loaded.failure.code === 'HUB_ACCESS' ? (
            <ClosedRepository
              repository={ref}
              pageUrl={loaded.failure.data.pageUrl}
              onOpen={retry}
            />
          ) : (
            <FailureNote failure={loaded.failure} onRetry={retry} />
          )}
        </>
      ) : null}
      {loaded.kind === 'ready' ? (
        <RepositoryContent repository={loaded.value} opened={opened} heading={heading} />
      ) : null}
    </div>
  )
}
