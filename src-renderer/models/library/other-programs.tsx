import { RefreshCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ForeignStore, ModelRoot } from '../../../src-main/contract/models.ts'
import { failureText } from '../../i18n/failure-text.ts'
import { rpc } from '../../rpc/client.ts'
import { failureOf, type WindowFailure } from '../../rpc/failure.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { orTellFailure } from '../../ui/tell-failure.ts'
import { addFolder } from './library-actions.ts'
import { LibrarySection } from './library-section.tsx'
import { RowList } from './row-list.tsx'

type Found =
  | { kind: 'looking' }
  | { kind: 'found'; stores: readonly ForeignStore[] }
  | { kind: 'failed'; failure: WindowFailure }

async function findStores(signal?: AbortSignal): Promise<Found> {
  try {
    return { kind: 'found', stores: await rpc.models.findForeignStores(undefined, { signal }) }
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error) }
  }
}

/** Models that other programs keep on this computer, to be used where they lie. */
export function OtherPrograms({ roots }: { roots: readonly ModelRoot[] }) {
  const { t } = useTranslation('library')
  const { t: app } = useTranslation()
  const [found, setFound] = useState<Found>({ kind: 'looking' })
  useEffect(() => {
    const closed = new AbortController()
    void findStores(closed.signal).then((stores) => {
      if (!closed.signal.aborted) setFound(stores)
    })
    return () => closed.abort()
  }, [])
  const lookAgain = async () => {
    setFound({ kind: 'looking' })
    setFound(await findStores())
  }

  const used = new Set(roots.map(({ path }) => path))
  return (
    <LibrarySection
      title={t('programs.title')}
      hint={t('programs.hint')}
      actions={
        <IconButton
          label={t('programs.lookAgain')}
          icon={RefreshCw}
          disabled={found.kind === 'looking'}
          onClick={() => void lookAgain()}
        />
      }
    >
      {found.kind === 'found' && found.stores.length > 0 ? (
        <RowList label={t('programs.title')}>
          {found.stores.map((store) => (
            <li
              key={`${store.kind} ${store.path}`}
              className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2 ps-3 pe-2"
            >
              <div className="min-w-0 flex-1 basis-48">
                <p className="text-ui">
                  {t(`kinds.${store.kind}`)}
                  <span className="text-small text-ink-muted tabular-nums">
                    {' · '}
                    {t('folders.models', { count: store.models, bytes: store.bytes })}
                  </span>
                </p>
                <p
                  dir="ltr"
                  className="text-match-parent font-mono text-small wrap-anywhere text-ink-muted select-text"
                >
                  {store.path}
                </p>
              </div>
              {used.has(store.path) ? (
                <span className="text-small text-ink-muted">{t('programs.inUse')}</span>
              ) : (
                <Button onClick={() => void orTellFailure(() => addFolder(store.path, store.kind))}>
                  {t('programs.use')}
                </Button>
              )}
            </li>
          ))}
        </RowList>
      ) : (
        <p role="status" className="text-ui text-ink-muted">
          {found.kind === 'looking' ? t('programs.looking') : null}
          {found.kind === 'found' ? t('programs.none') : null}
          {found.kind === 'failed' ? failureText(app, found.failure) : null}
        </p>
      )}
    </LibrarySection>
  )
}
