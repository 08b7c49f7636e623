import { execFileSync } from 'node:child_process'

/**
 * Lets nobody write into a folder any more. Root ignores the rights of files, so for root the
 * folder is mounted over itself.
 *
 * @returns makes it writable again
 */
export function makeReadOnly(folder: string): () => void {
  if (process.getuid?.() !== 0) {
    execFileSync('chmod', ['-R', 'a-w', folder])
    return () => void execFileSync('chmod', ['-R', 'u+w', folder])
  }
  execFileSync('mount', ['--bind', folder, folder])
  execFileSync('mount', ['-o', 'remount,ro,bind', folder])
  return () => void execFileSync('umount', [folder])
}
