import { rpc } from '../../rpc/client.ts'
import { createTaskQueue } from './task-queue.ts'

const UPLOADS_AT_ONCE = 3
const enqueue = createTaskQueue(UPLOADS_AT_ONCE)

/** Gives a picture to the services when its turn comes; `onStart` tells that it came. */
export const upload = (file: File, signal: AbortSignal, onStart?: () => void) =>
  enqueue(
    () => {
      onStart?.()
      return rpc.attachments.add({ file }, { signal })
    },
    { signal },
  )
