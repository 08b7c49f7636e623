import { type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Repository } from '../../../src-main/contract/model-sources.ts'
import { RowList } from '../library/row-list.tsx'
import { useCatalogue, useFreshCatalogue } from './catalogue-store.ts'
import { choiceOf, preferredVariant } from './choose-variant.ts'
import type { OpenedRepository } from './discover-store.ts'
import { GateNotice } from './gate-notice.tsx'
import { groupVariants } from './group-variants.ts'
import { ProjectorChoice } from './projector-choice.tsx'
import { RepositoryHeader } from './repository-header.tsx'
import { useAccess } from './use-access.ts'
import { useVariantGet } from './use-variant-get.ts'
import { VariantRow } from './variant-row.tsx'

interface RepositoryContentProps {
  repository: Repository
  opened: OpenedRepository
  heading: RefObject<HTMLHeadingElement | null>
}

/** What a repository holds: its licence and gate first, then its versions, judged for this computer. */
export function RepositoryContent({ repository, opened, heading }: RepositoryContentProps) {
  const { t } = useTranslation('discover')
  const [projector, setProjector] = useState(repository.projectors[0]?.path ?? null)
  const known = useCatalogue(({ catalogue }) => catalogue)
  useFreshCatalogue(known === null)
  const access = useAccess(repository)
  const suggested = preferredVariant(repository, opened)
  const suggestedId = suggested?.id
  const { attempt, get } = useVariantGet(
    access,
    opened.wanted && suggested ? choiceOf(repository, suggested) : null,
  )
  const groups = groupVariants(repository, known?.quantizations ?? [])
  const projectorBytes = repository.projectors.find(({ path }) => path === projector)?.bytes ?? 0
  const wanted =
    attempt?.kind === 'wanted'
      ? repository.variants.find(({ id }) => id === attempt.choice.variantId)
      : undefined

  // One that was asked for by name is brought into view.
  const named = opened.label !== null || opened.file !== null
  useEffect(() => {
    if (!named || suggestedId === undefined) return
    const row = document.querySelector(`[data-variant="${CSS.escape(suggestedId)}"]`)
    row?.scrollIntoView({ block: 'nearest' })
  }, [named, suggestedId])

  return (
    <>
      <RepositoryHeader repository={repository} heading={heading} />
      {repository.gate === 'gated' ? (
        <GateNotice access={access} pageUrl={repository.pageUrl} wanted={wanted?.label ?? null} />
      ) : null}
      {groups.length === 0 ? (
        <p className="text-ui text-ink-muted">{t('repository.noVariants')}</p>
      ) : (
        <>
          <ProjectorChoice
            projectors={repository.projectors}
            taken={projector}
            onChange={setProjector}
          />
          <section aria-labelledby="variants-title" className="flex flex-col gap-4">
            <div>
              <h3 id="variants-title" className="text-body font-semibold">
                {t('repository.variants')}
              </h3>
              <p className="text-small text-ink-muted">{t('repository.variantsHint')}</p>
            </div>
            {groups.map(({ kind, variants }) => (
              <section key={kind} aria-label={t(`repository.group.${kind}`)}>
                <h4 className="mb-1.5 text-ui font-medium text-ink-muted">
                  {t(`repository.group.${kind}`)}
                </h4>
                <RowList label={t(`repository.group.${kind}`)}>
                  {variants.map((explained) => {
                    const { variant } = explained
                    const choice = choiceOf(repository, variant, projector)
                    const tried = attempt?.choice.variantId === variant.id ? attempt : null
                    return (
                      <VariantRow
                        key={variant.id}
                        explained={explained}
                        choice={choice}
                        projectorBytes={projectorBytes}
                        suggested={variant.id === suggestedId}
                        readable={access.kind === 'granted'}
                        preparing={tried?.kind === 'preparing'}
                        failure={tried?.kind === 'failed' ? tried.failure : null}
                        onGet={() => get(choice)}
                      />
                    )
                  })}
                </RowList>
              </section>
            ))}
          </section>
        </>
      )}
    </>
  )
}
