import type { ModelChoice } from '../../../contract/discovery.ts'
import type { RemoteFile, Repository } from '../../../contract/model-sources.ts'
import type { ModelSource, ModelSources } from '../../sources/model-source.ts'
import { type ContentHost, createContentSource, sha256Of } from './serve-content.ts'

/** What a repository of a test offers: paths on the host. */
export interface TestRepository {
  /** Each variant's files, by its label. */
  variants: Record<string, string[]>
  projectors?: string[]
  title?: string
}

const ref = { source: 'huggingface', repository: 'owner/name' } as const
const REVISION = '0'.repeat(40)

/** For tests: the choice of a variant, by the path of its first file. */
export const choose = (variantId: string, projectorPath: string | null = null): ModelChoice => ({
  ref,
  revision: REVISION,
  variantId,
  projectorPath,
})

/** For tests: a hub with one repository, whose files lie on a host. */
export function createTestSources(
  host: Pick<ContentHost, 'files' | 'url'>,
  { projectors = [], title = 'Tiny', variants }: TestRepository,
  overrides: Partial<ModelSource> = {},
): ModelSources {
  const toFile = (path: string): RemoteFile => {
    const content = host.files[path] ?? new Uint8Array(0)
    return { path, bytes: content.length, sha256: sha256Of(content) }
  }
  const readRepository = async (): Promise<Repository> => ({
    ref,
    revision: REVISION,
    title,
    author: 'owner',
    licence: null,
    gate: 'open',
    pageUrl: 'https://example.org/owner/name',
    downloads: null,
    likes: null,
    updatedAt: null,
    architecture: null,
    parameters: null,
    trainedContext: null,
    variants: Object.entries(variants).map(([label, paths]) => ({
      id: paths[0] ?? '',
      label,
      files: paths.map(toFile),
      bytes: paths.reduce((sum, path) => sum + toFile(path).bytes, 0),
      missingParts: [],
    })),
    projectors: projectors.map(toFile),
  })
  const source = { ...createContentSource(host), readRepository, ...overrides }
  return { huggingface: source } as unknown as ModelSources
}
