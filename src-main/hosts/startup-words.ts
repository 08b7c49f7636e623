import { toFailure } from '../platform/carat-error.ts'

/**
 * Why Carat could not start, for a terminal or a dialog of the system: before there is a window
 * there is nobody else to make words of a failure.
 */
export function startupWords(error: unknown): string {
  const failure = toFailure(error)
  switch (failure.code) {
    case 'DATABASE_NEWER':
      return (
        'Your conversations were written by a newer Carat ' +
        `(data version ${failure.data.found}; this Carat knows ${failure.data.supported}). ` +
        'They were not touched. Update Carat to open them.'
      )
    case 'DATABASE_UNREADABLE':
      return (
        `The file with your conversations cannot be opened (${failure.data.detail}). ` +
        'It was not changed. Move it away to start with an empty one.'
      )
    case 'DISK_FULL':
      return 'The disk is full. Nothing was lost. Free some space and start Carat again.'
    case 'INTERNAL':
      return failure.data.detail
    default:
      return failure.code
  }
}
