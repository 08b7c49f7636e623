import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Host } from '../platform/host.ts'
import type { engineContract, ProbedGpus } from './engine-contract.ts'

/** Asks what engines can compute on here. */
export type MachineProbe = (signal?: AbortSignal) => Promise<ProbedGpus>

/** Other programs take and free GPU memory at this pace. */
const FRESH_MILLISECONDS = 30_000
/** A computer without a GPU seldom gets one. */
const FRESH_WITHOUT_GPU_MILLISECONDS = 10 * 60_000

/** A driver that hangs must not keep the rest from going on with the processor. */
const LIMIT_MILLISECONDS = 20_000

/**
 * Asks an engine process that loads nothing and ends at once; what it said is fresh for 30 seconds
 * (10 minutes where there is no GPU), and all who ask meanwhile share one process. A process that
 * dies of its drivers is a computer without a usable GPU.
 */
export function createMachineProbe(host: Pick<Host, 'spawnChild'>): MachineProbe {
  let answer: Promise<ProbedGpus> | undefined
  let staleAt = 0
  return async (signal) => {
    signal?.throwIfAborted()
    if (!answer || performance.now() > staleAt) {
      const asked = performance.now()
      staleAt = asked + FRESH_MILLISECONDS
      answer = askEngine(host).then((found) => {
        if (found.gpus.length === 0) staleAt = asked + FRESH_WITHOUT_GPU_MILLISECONDS
        return found
      })
    }
    if (!signal) return await answer
    const aborted = Promise.withResolvers<never>()
    const abort = () => aborted.reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    return await Promise.race([answer, aborted.promise]).finally(() =>
      signal.removeEventListener('abort', abort),
    )
  }
}

async function askEngine(host: Pick<Host, 'spawnChild'>): Promise<ProbedGpus> {
  const child = host.spawnChild('engine')
  const client: ContractRouterClient<typeof engineContract> = createORPCClient(
    new RPCLink({ port: child.port }),
  )
  const failed = (gpuProblem: string): ProbedGpus => ({ backend: 'cpu', gpuProblem, gpus: [] })
  const died = child.exited.then(({ code, signal }) =>
    failed(`the engine ended with ${signal ?? code} while it looked for a GPU`),
  )
  const answer = client
    .probe(undefined, { signal: AbortSignal.timeout(LIMIT_MILLISECONDS) })
    // A process that died says why itself, a moment later.
    .catch((error: unknown) =>
      Promise.race([
        died,
        wait(1000).then(() => failed(error instanceof Error ? error.message : '')),
      ]),
    )
  const first = await Promise.race([answer, died])
  child.kill()
  await child.exited
  return first
}

const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref())
