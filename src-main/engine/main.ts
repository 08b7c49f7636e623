import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { toFailure } from '../platform/carat-error.ts'
import { connectParentPort } from '../platform/parent-port.ts'
import { engineContract } from '../inference/engine-contract.ts'
import { generate } from './generate.ts'
import { loadModel } from './load-model.ts'
import type { LoadedText } from './load-model.ts'
import { probeGpus } from './probe-gpus.ts'
import { tokenizePrompt } from './read-prompt.ts'

const engine = implement(engineContract)
let loaded: LoadedText | undefined
let turn = Promise.resolve()

const router = engine.router({
  load: engine.load.handler(async function* ({ input, signal }) {
    try {
      loaded = yield* loadModel(input, signal)
      const { contextSize, device, memory } = loaded
      yield { kind: 'ready', device, contextSize, memory }
    } catch (error) {
      signal?.throwIfAborted()
      yield { kind: 'failed', failure: toFailure(error) }
    }
  }),
  generate: engine.generate.handler(async function* ({ input, signal }) {
    // A reply that was stopped may still be leaving the context when the next one asks for it.
    const before = turn
    const mine = Promise.withResolvers<void>()
    turn = mine.promise
    await before
    try {
      signal?.throwIfAborted()
      if (!loaded) throw new Error('generate was called before load')
      yield* generate(loaded, input, signal)
    } catch (error) {
      signal?.throwIfAborted()
      yield { kind: 'failed', failure: toFailure(error) }
    } finally {
      mine.resolve()
    }
  }),
  count: engine.count.handler(({ input }) => {
    if (!loaded) throw new Error('count was called before load')
    return tokenizePrompt(loaded, input.messages).tokens.length
  }),
  probe: engine.probe.handler(() => probeGpus()),
})

new RPCHandler(router).upgrade(connectParentPort())
