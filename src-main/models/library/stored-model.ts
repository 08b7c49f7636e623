import type { Failure } from '../../contract/errors.ts'
import type { LoadOptions } from '../../contract/load-options.ts'
import type { RepositoryRef } from '../../contract/model-sources.ts'
import type { ModelFile, RootKind } from '../../contract/models.ts'
import type { GgufFacts } from '../gguf/gguf-facts.ts'

/** A folder with models as it is remembered, whether it is there or not. */
export interface StoredRoot {
  id: string
  /** `demo` is where the model that ships with Carat lies; it is not shown as a folder. */
  kind: RootKind | 'demo'
  /** Absolute. */
  path: string
  /** False for a folder of which only files that were added by hand are used. */
  whole: boolean
  isDefault: boolean
}

/** Where a model came from. */
export interface ModelOrigin {
  ref: RepositoryRef
  revision: string
}

/** A file of a model as it is remembered. Its block digests are read apart: they are long. */
export interface StoredFile {
  role: ModelFile['role']
  /** Which part of a split model, from 0. */
  part: number
  /** Relative to the root with `/` between folders; absolute where it lies outside. */
  path: string
  bytes: number
  modifiedAt: number
  /** Lowercase hex, as published or as it arrived; null where nobody has said. */
  sha256: string | null
  /** Null unless Carat downloaded it. */
  sourcePath: string | null
  check: ModelFile['check']
}

/** How far a model is on its way out. */
export interface Removal {
  until: number
  /** What deleting it for good frees. */
  bytes: number
  /** Whether its files were put away; else they stay where they are. */
  filesPutAway: boolean
}

/** A model as it is remembered. */
export interface StoredModel {
  id: string
  /** Null for one that is only remembered for its id, name and options. */
  rootId: string | null
  name: string
  facts: GgufFacts | null
  projectorFacts: GgufFacts | null
  problem: Failure | null
  fingerprint: string | null
  origin: ModelOrigin | null
  options: LoadOptions
  removal: Removal | null
  /** Removed for good, while its files stay with another program. */
  hidden: boolean
  /** Weights in the order of their parts, then the projector. */
  files: StoredFile[]
}

/** Whether a model belongs in the list. */
export const isListed = ({ hidden, removal, rootId }: StoredModel) =>
  rootId !== null && removal === null && !hidden
