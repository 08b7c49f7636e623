import { gitBlobId, lfsPointer, type Content } from './content.ts'
import {
  databaseId,
  filesAt,
  headCommit,
  type HubRepository,
  isLarge,
  xetHash,
} from './repository.ts'

/** Fields the listing and the model's own address can be asked for, by `expand`. */
export function describeModel(
  repository: HubRepository,
  commit: string,
  blobs: boolean,
): Record<string, unknown> {
  const { name, licence, tags, gguf } = repository
  const files = [...filesAt(repository, commit)]
  return {
    author: name.split('/')[0],
    cardData: { license: licence ?? undefined, tags },
    config: {},
    createdAt: repository.updatedAt,
    disabled: false,
    downloads: repository.downloads,
    downloadsAllTime: repository.downloads * 12,
    gated: repository.gate,
    gguf: gguf ?? undefined,
    lastModified: repository.updatedAt,
    library_name: 'gguf',
    likes: repository.likes,
    pipeline_tag: repository.pipeline ?? undefined,
    private: repository.privateTo !== null,
    sha: commit,
    siblings: files.map(([path, content]) => ({
      rfilename: path,
      ...(blobs && blobFacts(path, content)),
    })),
    spaces: [],
    tags: [...tags, ...(licence ? [`license:${licence}`] : []), 'region:us'],
    trendingScore: repository.trending,
    usedStorage: files.reduce((sum, [, content]) => sum + content.bytes, 0),
  }
}

const infoFields = [
  ...['author', 'cardData', 'config', 'createdAt', 'disabled', 'downloads', 'gated', 'gguf'],
  ...['lastModified', 'library_name', 'likes', 'pipeline_tag', 'private', 'sha', 'siblings'],
  ...['spaces', 'tags', 'usedStorage'],
]
const listFields = [
  ...['createdAt', 'downloads', 'library_name', 'likes', 'pipeline_tag', 'private', 'tags'],
  'trendingScore',
]

/**
 * One model as JSON: the usual fields of the listing or of its own address, or, where `expand` names
 * some, those alone. Ids are always there.
 *
 * @returns the name that `expand` has and the hub does not know, as `{ unknown }`
 */
export function modelInfo(
  repository: HubRepository,
  options: { query: URLSearchParams; of: 'list' | 'model'; commit?: string },
): Record<string, unknown> | { unknown: string } {
  const { query, of } = options
  const commit = options.commit ?? headCommit(repository)
  const facts = describeModel(repository, commit, query.get('blobs') === 'true')
  const expand = [...query.getAll('expand[]'), ...query.getAll('expand')]
  const unknown = expand.find((field) => !(field in facts))
  if (unknown !== undefined) return { unknown }
  const plain = of === 'list' ? listFields : infoFields
  const full = query.get('full') === 'true' ? infoFields : plain
  const fields = expand.length > 0 ? expand : full
  return {
    _id: databaseId(repository.name),
    id: repository.name,
    ...(expand.length === 0 && { modelId: repository.name }),
    ...Object.fromEntries(fields.map((field) => [field, facts[field]])),
  }
}

function blobFacts(path: string, content: Content) {
  if (!isLarge(path, content)) {
    return { size: content.bytes, blobId: gitBlobId(content.read(0, content.bytes)) }
  }
  const pointer = lfsPointer(content)
  return {
    size: content.bytes,
    blobId: gitBlobId(pointer),
    lfs: { sha256: content.sha256, size: content.bytes, pointerSize: pointer.length },
  }
}

/** One entry of a tree listing. */
export function treeEntry(path: string, content: Content, expand: boolean) {
  const large = isLarge(path, content)
  const stored = large ? lfsPointer(content) : content.read(0, content.bytes)
  return {
    type: 'file',
    oid: gitBlobId(stored),
    size: content.bytes,
    ...(large && {
      lfs: { oid: content.sha256, size: content.bytes, pointerSize: stored.length },
      xetHash: xetHash(content),
    }),
    path,
    ...(expand && {
      lastCommit: { id: gitBlobId(stored), title: 'Add files', date: '2026-01-01T00:00:00.000Z' },
      securityFileStatus: { status: 'safe' },
    }),
  }
}
