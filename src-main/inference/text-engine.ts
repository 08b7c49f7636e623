import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Failure } from '../contract/errors.ts'
import { fromFailure } from '../platform/carat-error.ts'
import type { ChildExit, Host } from '../platform/host.ts'
import type { engineContract } from './engine-contract.ts'
import type { Engine, EngineProcess } from './engine.ts'
import { toCacheTypes } from './engine-options.ts'
import { countEngineThreads } from './engine-threads.ts'
import { createTextLanguageModel, toTextMessages } from './text-language-model.ts'

type EngineClient = ContractRouterClient<typeof engineContract>

/** The engine for models without pictures: one child process a model. */
export function createTextEngine(host: Pick<Host, 'spawnChild'>): Engine {
  return {
    kind: 'text',
    load: async (model, { contextSize, onPhase, signal }) => {
      signal.throwIfAborted()
      onPhase({ kind: 'loading-model', fraction: 0 })
      const child = host.spawnChild('engine')
      let disposed = false
      let closed = false
      // Heard before the link hears it, so that a broken stream can tell why it broke.
      child.port.on('close', () => (closed = true))
      const ended = child.exited.then((exit) => (disposed ? null : toCrash(model.name, exit)))
      const client: EngineClient = createORPCClient(new RPCLink({ port: child.port }))
      const dispose = async () => {
        disposed = true
        child.kill()
        await child.exited
      }

      async function* events<Event>(start: Promise<AsyncIterable<Event>>, abort?: AbortSignal) {
        try {
          yield* await start
        } catch (error) {
          abort?.throwIfAborted()
          const failure = closed ? await ended : null
          throw failure ? fromFailure(failure) : error
        }
      }

      try {
        const { adapters, flashAttention, gpuLayers, threads } = model.loadOptions
        const cache = toCacheTypes(model.loadOptions)
        const input = {
          modelName: model.name,
          modelPath: model.modelPath,
          contextSize,
          contextMayShrink: model.loadOptions.contextSize === null,
          gpuLayers,
          keyType: cache.keys,
          valueType: cache.values,
          flashAttention,
          adapters: [...adapters],
          threads: threads ?? (await countEngineThreads()),
        }
        for await (const event of events(client.load(input, { signal }), signal)) {
          if (event.kind === 'failed') throw fromFailure(event.failure)
          if (event.kind === 'loading') {
            onPhase({ kind: 'loading-model', fraction: event.fraction })
            continue
          }
          return {
            kind: 'text',
            device: event.device,
            contextSize: event.contextSize,
            memory: event.memory,
            ended,
            dispose,
            countTokens: (prompt, abort) =>
              client.count(
                { messages: toTextMessages(prompt, model.name) },
                abort ? { signal: abort } : {},
              ),
            createLanguageModel: (generation) =>
              createTextLanguageModel(model, generation, (generate, abort) =>
                events(client.generate(generate, abort ? { signal: abort } : {}), abort),
              ),
          } satisfies EngineProcess
        }
        throw new Error('the engine ended its load without an answer')
      } catch (error) {
        await dispose()
        signal.throwIfAborted()
        throw error
      }
    },
  }
}

/** The failure a user sees when an engine's process ended by itself. */
export const toCrash = (modelName: string, { code, signal }: ChildExit): Failure => ({
  code: 'ENGINE_CRASHED',
  data: { modelName, exit: signal ?? `exit code ${code ?? 'unknown'}` },
})
