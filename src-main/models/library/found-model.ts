import type { Failure } from '../../contract/errors.ts'
import type { GgufFacts } from '../gguf/gguf-facts.ts'
import type { ModelOrigin, StoredFile } from './stored-model.ts'

/** A file of a model as a look at its folder found it. */
export type FoundFile = Pick<
  StoredFile,
  'role' | 'part' | 'path' | 'bytes' | 'modifiedAt' | 'sha256'
>

/** A model as a look at a folder found it. */
export interface FoundModel {
  rootId: string
  /** Paths as they are stored. Only the parts that are there. */
  files: FoundFile[]
  facts: GgufFacts | null
  projectorFacts: GgufFacts | null
  problem: Failure | null
  fingerprint: string | null
  /** Of its first file: the same for all names of it. */
  identity: string
  name: string
  origin: ModelOrigin | null
}

/** A LoRA adapter as a look at a folder found it. */
export interface FoundAdapter {
  /** By its content, so that it stays the same in another place. */
  id: string
  name: string
  path: string
  bytes: number
  architecture: string
}
