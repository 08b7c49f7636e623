import type { ModelChoice } from '../../contract/discovery.ts'

/** A file that arrived and whose hash was right. */
export interface DownloadedFile {
  role: 'weights' | 'projector'
  /** Its name within the model's folder, made by Carat. */
  fileName: string
  /** The source's path, to fetch damaged parts again. */
  sourcePath: string
  bytes: number
  sha256: string
  /** True when the source had published the hash, false when it is only what arrived. */
  published: boolean
  /** sha256 of each block of `BLOCK_BYTES`, 32 bytes each, to find what is damaged later. */
  blocks: Uint8Array
}

/** A model that was downloaded, complete in a folder of its own within a root. */
export interface DownloadedModel {
  choice: ModelChoice
  title: string
  label: string
  rootId: string
  /** Absolute. */
  folder: string
  files: DownloadedFile[]
}

/** What downloads need of the library. */
export interface DownloadHome {
  /** Where downloads go: the given folder or the default one. @throws CaratError `FOLDER_UNAVAILABLE`, `FOLDER_NOT_WRITABLE` */
  root(rootId: string | null): Promise<{ rootId: string; path: string }>
  /** Puts a finished download into the list, once: a second call with the same folder answers the same id. */
  adopt(model: DownloadedModel): Promise<string>
  /** The model that already is what this choice would download, if it is here. */
  find(choice: ModelChoice): string | null
}
