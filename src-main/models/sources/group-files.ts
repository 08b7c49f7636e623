import type { RemoteFile, Variant } from '../../contract/model-sources.ts'
import { type FileName, partPath, readFileName } from './file-names.ts'

type NamedFile = RemoteFile & { name: FileName }

/** Picture encoders lose more than they save when they are quantized: f16 is what was trained. */
const projectorOrder = ['F16', 'BF16', 'F32', 'Q8_0']

/**
 * Sorts the files of a repository into what a person chooses between: models with all their parts as
 * one, smallest first, and picture encoders apart, best first. Importance matrices, adapters and all
 * that is no GGUF are left out. By names, which is all a listing has; headers are checked later.
 */
export function groupFiles(files: readonly RemoteFile[]): {
  variants: Variant[]
  projectors: RemoteFile[]
} {
  const named = files.flatMap(({ path, bytes, sha256 }): NamedFile[] => {
    const name = readFileName(path)
    return name ? [{ path, bytes, sha256, name }] : []
  })
  const groups = Map.groupBy(
    named.filter(({ name }) => name.role === 'weights'),
    ({ path, name }) => (name.split ? `${name.split.stem} ${name.split.count}` : path),
  )
  const variants = [...groups.values()]
    .map(toVariant)
    .toSorted((one, other) => one.bytes - other.bytes || compare(one.id, other.id))
  const projectors = named
    .filter(({ name }) => name.role === 'projector')
    .toSorted((one, other) => rank(one) - rank(other) || compare(one.path, other.path))
  return { variants: withClearLabels(variants), projectors: projectors.map(plain) }
}

function toVariant(group: NamedFile[]): Variant {
  const files = group.toSorted(
    (one, other) => (one.name.split?.index ?? 0) - (other.name.split?.index ?? 0),
  )
  const [first] = files as [NamedFile, ...NamedFile[]]
  const here = new Set(files.map(({ name }) => name.split?.index))
  const { split } = first.name
  const missing = split
    ? Array.from({ length: split.count }, (_, at) => at + 1).filter((index) => !here.has(index))
    : []
  return {
    id: first.path,
    label: first.name.quantization ?? baseName(first.path),
    files: files.map(plain),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    missingParts: split ? missing.map((index) => partPath(split.stem, index, split.count)) : [],
  }
}

/** Where several models share a kind, as in repositories with several sizes, files tell them apart. */
function withClearLabels(variants: Variant[]): Variant[] {
  const labels = Map.groupBy(variants, ({ label }) => label)
  return variants.map((variant) =>
    labels.get(variant.label)?.length === 1
      ? variant
      : { ...variant, label: variant.id.replace(/(-\d{5}-of-\d{5})?\.gguf$/i, '') },
  )
}

function rank({ name }: NamedFile): number {
  const at = projectorOrder.indexOf(name.quantization ?? '')
  return at < 0 ? projectorOrder.length : at
}

const plain = ({ path, bytes, sha256 }: NamedFile): RemoteFile => ({ path, bytes, sha256 })
const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1).replace(/\.gguf$/i, '')
const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other))
