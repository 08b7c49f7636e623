import { useTranslation } from 'react-i18next'
import type { Model, ModelRoot } from '../../../src-main/contract/models.ts'
import { useNetwork } from '../../rpc/network-store.ts'
import { ExternalLink } from '../../ui/external-link.tsx'
import { sourcePage } from './source-page.ts'

/** Hashes are long; this much tells two revisions apart. */
const REVISION_LENGTH = 8

/** Where a model came from, with the page that holds its licence. */
export function ModelSource({ model, root }: { model: Model; root: ModelRoot | undefined }) {
  const { t } = useTranslation('library')
  const network = useNetwork((state) => state.network)
  const { source } = model
  if (model.demo) return t('source.demo')
  if (!source)
    return root && root.kind !== 'carat' && root.kind !== 'folder'
      ? t('source.program', { program: t(`kinds.${root.kind}`) })
      : t('source.unknown')
  const page = sourcePage(source.ref, network)
  const revision = source.revision.replace(/^sha256:/, '').slice(0, REVISION_LENGTH)
  return (
    <>
      {page ? (
        <ExternalLink href={page}>{source.ref.repository}</ExternalLink>
      ) : (
        source.ref.repository
      )}
      <span className="text-ink-muted">
        {' · '}
        {t(`hubs.${source.ref.source}`)}
        {' · '}
        {t('source.revision', { revision })}
        {page ? ` · ${t('source.licence')}` : null}
      </span>
    </>
  )
}
