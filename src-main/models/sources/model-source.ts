import type {
  Repository,
  RepositoryRef,
  SearchPage,
  SearchQuery,
  SourceKind,
} from '../../contract/model-sources.ts'

/** One file of a repository at one revision. */
export interface RemotePath {
  ref: RepositoryRef
  revision: string
  path: string
}

/** Where the bytes of a file lie for now; signed addresses expire, so it may have to be asked again. */
export interface FileLocation {
  url: URL
  /** For this host alone: a token is only here when the host is the hub itself. */
  headers: Record<string, string>
  bytes: number
  /** Lowercase hex, as published; null where there is none. */
  sha256: string | null
  /** For If-Range, as `url`'s own host will know it; null when it has not said. */
  etag: string | null
}

/** A place that has models: a hub, a mirror, a registry. */
export interface ModelSource {
  kind: SourceKind
  search(query: SearchQuery, signal: AbortSignal): Promise<SearchPage>
  /** @throws CaratError `HUB_NOT_FOUND`, `HUB_ACCESS`, `HUB_BUSY`, `HUB_FAILED` and those of HttpClient */
  readRepository(ref: RepositoryRef, signal: AbortSignal): Promise<Repository>
  /** Resolves with nothing when the files may be read. @throws as `readRepository` */
  checkAccess(ref: RepositoryRef, signal: AbortSignal): Promise<void>
  /**
   * Asks the source where a file's bytes are, following redirects by the rules of `REDIRECT_REFUSED`.
   *
   * @throws as `readRepository`
   */
  locate(file: RemotePath, signal: AbortSignal): Promise<FileLocation>
}

export type ModelSources = Record<SourceKind, ModelSource>
