import type { FoundFile } from './found-model.ts'
import type { StoredFile } from './stored-model.ts'

/**
 * The files of a model after a look at them. What was known of a file stays while its length and time
 * do; of one that changed only what its publisher said of it. Files that were downloaded are
 * remembered also while they are gone, as damaged, since they can be fetched again.
 */
export function mergeFiles(
  known: readonly StoredFile[],
  found: readonly FoundFile[],
): StoredFile[] {
  const merged = found.map((file): StoredFile => {
    const before = known.find(({ part, role }) => role === file.role && part === file.part)
    const isSame = before?.bytes === file.bytes && before.modifiedAt === file.modifiedAt
    const isPublished = before !== undefined && (isSame || before.sourcePath !== null)
    return {
      ...file,
      sha256: file.sha256 ?? (isPublished ? before.sha256 : null),
      sourcePath: before?.sourcePath ?? null,
      check: isSame ? before.check : { state: 'unchecked', at: null },
    }
  })
  const gone = known.filter(
    ({ part, role, sourcePath }) =>
      sourcePath !== null && !found.some((file) => file.role === role && file.part === part),
  )
  const asDamaged = gone.map((file): StoredFile => {
    const { check } = file
    return check.state === 'damaged'
      ? file
      : { ...file, check: { state: 'damaged', at: Date.now() } }
  })
  return [...merged, ...asDamaged]
}
