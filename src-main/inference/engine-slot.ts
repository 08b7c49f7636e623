import type { Failure } from '../contract/errors.ts'
import type { ReplyPhase } from '../contract/messages.ts'
import type { ModelState } from '../contract/models.ts'
import { createBroadcast } from '../platform/broadcast.ts'
import { toFailure } from '../platform/carat-error.ts'
import { createCrashRecord } from './crash-record.ts'
import type { Engine, EngineModel, LoadedModel } from './engine.ts'
import { createTurns } from './turns.ts'

/** The one place in memory for a model; everyone who wants a reply waits here in order. */
export interface EngineSlot {
  /**
   * Does `work` with the model in memory, loading it first if need be. First come, first served;
   * `onPhase` hears `queued` while others are ahead.
   *
   * @throws what the load or the work throws, and the signal's reason while it waits or loads.
   */
  use<Result>(
    model: EngineModel,
    options: {
      needsPictures: boolean
      signal: AbortSignal
      onPhase: (phase: ReplyPhase) => void
    },
    work: (loaded: LoadedModel) => Promise<Result>,
  ): Promise<Result>
  /** Loads ahead of the first message; never throws: `stateOf` shows how it went. */
  preload(model: EngineModel): Promise<void>
  stateOf(modelId: string): ModelState
  /** Tells the id of a model whenever its state changed. */
  changes(signal: AbortSignal | undefined): AsyncGenerator<string, void, void>
  /** Ends what is running and frees the memory; nothing can be used afterwards. */
  dispose(): Promise<void>
}

interface Occupant {
  modelId: string
  engine: Engine['kind']
  loaded: LoadedModel
}

const IDLE_MILLISECONDS = 10 * 60 * 1000

/**
 * Holds at most one model over both engines, unloads it after `idleMs` without work, and forgets
 * it when its process dies, so that the next use starts a new one.
 */
export function createEngineSlot(options: {
  text: Engine
  vision: Engine
  /** Whether the picture engine is there or soon will be; without it text alone need not wait. */
  canUseVision?: () => boolean
  idleMs?: number
}): EngineSlot {
  const { canUseVision = () => true, idleMs = IDLE_MILLISECONDS, text, vision } = options
  const changes = createBroadcast<string>()
  const closing = new AbortController()
  const crashes = createCrashRecord()
  const states = new Map<string, ModelState>()
  const takeTurn = createTurns()
  let occupant: Occupant | undefined
  let idleTimer: NodeJS.Timeout | undefined

  const setState = (modelId: string, state: ModelState) => {
    states.set(modelId, state)
    changes.publish(modelId)
  }

  const unload = async () => {
    const leaving = occupant
    occupant = undefined
    if (!leaving) return
    await leaving.loaded.dispose()
    setState(leaving.modelId, { kind: 'idle' })
  }

  const noticeEnd = (modelId: string, loaded: LoadedModel) =>
    loaded.ended.then((failure: Failure | null) => {
      if (failure) crashes.add(modelId)
      if (occupant?.loaded !== loaded) return
      occupant = undefined
      setState(modelId, failure ? { kind: 'failed', failure } : { kind: 'idle' })
    })

  const load = async (
    engine: Engine,
    model: EngineModel,
    signal: AbortSignal,
    onPhase: (phase: ReplyPhase) => void,
  ) => {
    await unload()
    setState(model.id, { kind: 'loading', fraction: null })
    try {
      const loaded = await engine.load(model, {
        signal,
        onPhase: (phase) => {
          if (phase.kind === 'loading-model') {
            setState(model.id, { kind: 'loading', fraction: phase.fraction })
          }
          onPhase(phase)
        },
      })
      occupant = { modelId: model.id, engine: engine.kind, loaded }
      const { contextSize, device } = loaded
      setState(model.id, { kind: 'ready', device, contextSize })
      void noticeEnd(model.id, loaded)
      return loaded
    } catch (error) {
      const failure = toFailure(error)
      if (failure.code === 'ENGINE_CRASHED') crashes.add(model.id)
      setState(model.id, signal.aborted ? { kind: 'idle' } : { kind: 'failed', failure })
      throw error
    }
  }

  const obtain = async (
    model: EngineModel,
    needsPictures: boolean,
    signal: AbortSignal,
    onPhase: (phase: ReplyPhase) => void,
  ) => {
    const fits = occupant?.modelId === model.id && (occupant.engine === 'vision' || !needsPictures)
    if (occupant && fits) return occupant.loaded
    const textIsEnough = !model.projectorPath || (!needsPictures && !canUseVision())
    if (textIsEnough) return await load(text, model, signal, onPhase)
    try {
      return await load(vision, model, signal, onPhase)
    } catch (error) {
      if (needsPictures || toFailure(error).code !== 'VISION_ENGINE_MISSING') throw error
      return await load(text, model, signal, onPhase)
    }
  }

  const use: EngineSlot['use'] = async (model, { needsPictures, onPhase, signal }, work) => {
    const either = AbortSignal.any([signal, closing.signal])
    const done = await takeTurn(either, () => onPhase({ kind: 'queued' }))
    clearTimeout(idleTimer)
    try {
      const loaded = await obtain(model, needsPictures, either, onPhase)
      return await work(loaded)
    } finally {
      idleTimer = setTimeout(() => void unloadIdle(), idleMs).unref()
      done()
    }
  }

  const unloadIdle = async () => {
    const done = await takeTurn(closing.signal, () => {}).catch(() => undefined)
    await unload()
    done?.()
  }

  return {
    use,
    preload: async (model) => {
      if (crashes.isFragile(model.id)) return
      const silent = { needsPictures: false, signal: closing.signal, onPhase: () => {} }
      await use(model, silent, async () => {}).catch(() => {})
    },
    stateOf: (modelId) => states.get(modelId) ?? { kind: 'idle' },
    changes: (signal) => changes.follow(signal),
    dispose: async () => {
      clearTimeout(idleTimer)
      closing.abort()
      await unload()
    },
  }
}
