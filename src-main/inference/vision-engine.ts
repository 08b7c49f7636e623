import type { ConversationStates } from './conversation-states.ts'
import type { Engine } from './engine.ts'
import { countEngineThreads } from './engine-threads.ts'
import { identifyLoad } from './load-identity.ts'
import { createSlotState, type SlotState } from './slot-state.ts'
import { toCrash } from './text-engine.ts'
import type { VisionEngineBinary } from './vision-engine-binary.ts'
import { countServerTokens } from './count-server-tokens.ts'
import { createVisionLanguageModel } from './vision-language-model.ts'
import { createVisionReadAhead } from './vision-read-ahead.ts'
import { startVisionServer } from './vision-server.ts'

/**
 * The engine for models that see: one llama-server process a model.
 *
 * @param states where conversations rest between runs; without it they are read anew
 */
export function createVisionEngine(
  binary: VisionEngineBinary,
  states?: ConversationStates,
): Engine {
  return {
    kind: 'vision',
    load: async (model, { contextSize, onPhase, signal }) => {
      const following = new AbortController()
      const building = (async () => {
        for await (const state of binary.follow(following.signal)) {
          if (state.kind !== 'building') continue
          const { fraction, secondsLeft } = state
          onPhase({ kind: 'building-engine', fraction, secondsLeft })
        }
      })()
      const program = await binary.prepare(signal).finally(() => following.abort())
      await building
      onPhase({ kind: 'loading-model', fraction: null })
      const identifying = states && identifyLoad(program, model)
      // It is awaited when the server is there.
      identifying?.catch(() => {})
      const [threads, stateFolder] = await Promise.all([
        model.loadOptions.threads ?? countEngineThreads(),
        states?.folder(),
      ])
      const server = await startVisionServer(program, model, {
        threads,
        contextSize,
        stateFolder,
        signal,
        onLoading: (fraction) => onPhase({ kind: 'loading-model', fraction }),
      })
      let slot: SlotState | undefined
      try {
        if (states && identifying) slot = createSlotState(states, await identifying, server)
      } catch (error) {
        server.kill()
        throw error
      }
      const ahead = createVisionReadAhead(server, slot, model)
      let disposed = false
      const ended = server.exited.then((exit) => (disposed ? null : toCrash(model.name, exit)))
      const end = async () => {
        disposed = true
        server.kill()
        await server.exited
      }
      const dispose = async () => {
        await slot?.flush()
        await end()
      }
      return {
        kind: 'vision',
        device: server.device,
        contextSize: server.contextSize,
        memory: server.memory,
        ended,
        dispose,
        countTokens: (prompt, abort) => countServerTokens(server, prompt, model.name, abort),
        readAhead: ahead.read,
        createLanguageModel: (generation) =>
          createVisionLanguageModel({
            model,
            generation,
            server,
            slot,
            ahead,
            ended,
            // A picture that is being read cannot be interrupted, and would hold up what follows.
            onStuck: end,
          }),
      }
    },
  }
}
