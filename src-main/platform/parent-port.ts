import type { ChildPort } from './host.ts'

/**
 * The channel from a child process to the process that started it: Electron's parent port in a
 * utility process, Node's IPC channel after `fork`. The child ends when its parent is gone.
 *
 * @throws Error when this process was started by neither.
 */
export function connectParentPort(): ChildPort {
  const { parentPort } = process as NodeJS.Process & { parentPort?: ChildPort }
  if (parentPort) return parentPort
  if (!process.send) throw new Error('This entry runs as a child process of Carat only')
  // Nobody is left to answer to, so an exit code would reach nobody either.
  process.once('disconnect', () => process.exit())
  return {
    // The callback takes the error of a parent that left in between; `disconnect` deals with it.
    postMessage: (message) => void process.send?.(message, undefined, undefined, () => {}),
    on(event: string, listener: (event: { data: unknown }) => void) {
      if (event === 'message') process.on('message', (data) => listener({ data }))
      else process.once('disconnect', () => listener({ data: undefined }))
    },
  }
}
