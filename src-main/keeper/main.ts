import { constants, setPriority } from 'node:os'
import { implement, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { keeperContract } from '../database/keeper-contract.ts'
import { keepSnapshot } from '../database/keep-snapshot.ts'
import {
  compareSnapshot,
  describeSnapshot,
  listSnapshotAttachments,
} from '../database/read-snapshot.ts'
import { toFailure } from '../platform/carat-error.ts'
import { connectParentPort } from '../platform/parent-port.ts'

/**
 * Entry of the process that copies, verifies and reads databases, so that the services, which write
 * replies meanwhile, never wait for it; it also stands back behind them and the engines.
 */
setPriority(constants.priority.PRIORITY_LOW)
const keeper = implement(keeperContract)

function toRpcError(error: unknown): Error {
  const { code, data } = toFailure(error)
  return new ORPCError(code, { data, cause: error })
}

/** Progress of a copy as a stream, which ends as the copy does. */
async function* keep(input: Parameters<typeof keepSnapshot>): AsyncGenerator<number, void, void> {
  let fraction = 0
  let wake = () => {}
  let ended = false
  const [dataFolder, source, reason] = input
  const work = keepSnapshot(dataFolder, source, reason, (next) => {
    fraction = next
    wake()
  }).finally(() => {
    ended = true
    wake()
  })
  // It is awaited below; until then its failure is nobody's.
  work.catch(() => {})
  while (!ended) {
    yield fraction
    if (!ended) await new Promise<void>((resolve) => (wake = resolve))
  }
  try {
    await work
  } catch (error) {
    throw toRpcError(error)
  }
}

function answer<Value>(work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    throw toRpcError(error)
  }
}

const router = keeper.router({
  keep: keeper.keep.handler(async ({ input }) =>
    keep([input.dataFolder, input.source, input.reason]),
  ),
  describe: keeper.describe.handler(({ input }) => input.paths.map(describeSnapshot)),
  compare: keeper.compare.handler(({ input }) =>
    answer(() => compareSnapshot(input.snapshot, input.present)),
  ),
  listAttachments: keeper.listAttachments.handler(({ input }) =>
    answer(() => [...new Set(input.paths.flatMap(listSnapshotAttachments))]),
  ),
})

new RPCHandler(router).upgrade(connectParentPort())
