import type { Failure } from '../contract/errors.ts'
import type { ReplyPhase } from '../contract/messages.ts'
import type { ModelState } from '../contract/models.ts'
import { createBroadcast } from '../platform/broadcast.ts'
import { toFailure } from '../platform/carat-error.ts'
import { log } from '../platform/log.ts'
import { bindModel } from './bind-model.ts'
import { createCrashRecord } from './crash-record.ts'
import type {
  Engine,
  EngineMemory,
  EngineModel,
  EngineProcess,
  LoadedModel,
  LoadPlanner,
} from './engine.ts'
import { suitableEngine } from './engine.ts'
import { toLoadKey } from './engine-options.ts'
import { createTurns } from './turns.ts'

/** The one place in memory for a model; everyone who wants a reply waits here in order. */
export interface EngineSlot {
  /**
   * Does `work` with the model in memory, loading it first if it is not there or its load options
   * changed. First come, first served; `onPhase` hears `queued` while others are ahead, or how their
   * load goes if it is of the same model.
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
  /**
   * Does `work` with the model in memory for as long as nobody else wants it: `signal` aborts when
   * somebody does. Does nothing where the model is not in memory or somebody is using it.
   *
   * @throws what the work throws
   */
  whileIdle(
    model: EngineModel,
    signal: AbortSignal,
    work: (process: EngineProcess, signal: AbortSignal) => Promise<void>,
  ): Promise<void>
  /**
   * Whether a model may be loaded to read a draft: none is in memory or on its way there, and the
   * picture engine, which alone can stop reading, is ready.
   */
  mayLoadToRead(): boolean
  /** Loads ahead of the first message; never throws: `stateOf` shows how it went. */
  preload(model: EngineModel): Promise<void>
  /**
   * Frees the model's memory: stops loading it ahead, but waits for replies. Resolves when it is not
   * in memory.
   */
  unload(modelId: string): Promise<void>
  stateOf(modelId: string): ModelState
  /** The model's process, to count with, if it is in memory as it would be used; else null. */
  resident(model: EngineModel): CountingProcess | null
  /** What the model in memory takes; null while there is none. */
  memory(): EngineMemory | null
  /** Tells the id of a model whenever its state changed. */
  changes(signal: AbortSignal | undefined): AsyncGenerator<string, void, void>
  /** Ends what is running and frees the memory; nothing can be used afterwards. */
  dispose(): Promise<void>
}

/** What can be asked of a loaded model at any time, without taking a turn. */
export type CountingProcess = Pick<EngineProcess, 'contextSize' | 'countTokens' | 'kind'>

interface Occupant {
  modelId: string
  loadKey: string
  process: EngineProcess
}

const IDLE_MILLISECONDS = 10 * 60 * 1000

/** Enough for a conversation, and never too much for any computer. */
const UNPLANNED_CONTEXT = 4096

/**
 * Holds at most one model over both engines, unloads it after `idleMs` without work, and forgets
 * it when its process dies, so that the next use starts a new one.
 */
export function createEngineSlot(options: {
  text: Engine
  vision: Engine
  /** Whether the picture engine is there or soon will be; without it text alone need not wait. */
  canUseVision?: () => boolean
  planner?: LoadPlanner
  idleMs?: number
}): EngineSlot {
  const { canUseVision = () => true, idleMs = IDLE_MILLISECONDS, planner, text, vision } = options
  const changes = createBroadcast<string>()
  const closing = new AbortController()
  const crashes = createCrashRecord()
  const states = new Map<string, ModelState>()
  const turns = createTurns()
  /** Stops what is done only while nobody wants the model. */
  let idleWork: AbortController | undefined
  const takeTurn: typeof turns = (signal, onWait) => {
    // It ends at once, so that nobody need be told of a wait.
    const silent = idleWork !== undefined
    idleWork?.abort()
    return turns(signal, silent ? () => {} : onWait)
  }
  const preloads = new Map<string, AbortController>()
  /** Id of the model that is being loaded ahead. */
  let loadedAhead: string | undefined
  let occupant: Occupant | undefined
  let idleTimer: NodeJS.Timeout | undefined

  const setState = (modelId: string, state: ModelState) => {
    states.set(modelId, state)
    changes.publish(modelId)
  }

  const leave = async () => {
    const leaving = occupant
    occupant = undefined
    if (!leaving) return
    await leaving.process.dispose()
    setState(leaving.modelId, { kind: 'idle' })
  }

  /** The window says it in plain words; how the process really ended is for whoever looks into it. */
  const noteCrash = (modelId: string, failure: Failure) => {
    crashes.add(modelId)
    log.warn({ failure, modelId }, 'an engine ended by itself')
  }

  const noticeEnd = (modelId: string, process: EngineProcess) =>
    process.ended.then((failure: Failure | null) => {
      if (failure) noteCrash(modelId, failure)
      if (occupant?.process !== process) return
      occupant = undefined
      setState(modelId, failure ? { kind: 'failed', failure } : { kind: 'idle' })
    })

  const bind = (model: EngineModel, process: EngineProcess): LoadedModel =>
    bindModel(model, process, (loaded, facts) => planner?.noteReply(model, loaded, facts))

  const residentProcess = (model: EngineModel): EngineProcess | null =>
    occupant?.modelId === model.id && occupant.loadKey === toLoadKey(model.loadOptions)
      ? occupant.process
      : null

  const load = async (
    engine: Engine,
    model: EngineModel,
    signal: AbortSignal,
    onPhase: (phase: ReplyPhase) => void,
  ) => {
    await leave()
    setState(model.id, { kind: 'loading', fraction: null })
    try {
      const contextSize = planner
        ? await planner.planContext(model, engine.kind, signal)
        : (model.loadOptions.contextSize ?? UNPLANNED_CONTEXT)
      const process = await engine.load(model, {
        contextSize,
        signal,
        onPhase: (phase) => {
          if (phase.kind === 'loading-model') {
            setState(model.id, { kind: 'loading', fraction: phase.fraction })
          }
          onPhase(phase)
        },
      })
      occupant = { modelId: model.id, loadKey: toLoadKey(model.loadOptions), process }
      setState(model.id, {
        kind: 'ready',
        device: process.device,
        contextSize: process.contextSize,
      })
      void noticeEnd(model.id, process)
      const loaded = bind(model, process)
      planner?.noteLoad(model, loaded)
      return loaded
    } catch (error) {
      const failure = toFailure(error)
      if (failure.code === 'ENGINE_CRASHED') noteCrash(model.id, failure)
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
    const present = residentProcess(model)
    const seesPictures = model.projectorPath !== null
    const mustSee = needsPictures && seesPictures
    if (present && (present.kind === 'vision' || !mustSee)) return bind(model, present)
    const suitable = suitableEngine({ ...model, seesPictures })
    if (suitable === 'text' || (!mustSee && !canUseVision()))
      return await load(text, model, signal, onPhase)
    try {
      return await load(vision, model, signal, onPhase)
    } catch (error) {
      if (mustSee || toFailure(error).code !== 'VISION_ENGINE_MISSING') throw error
      return await load(text, model, signal, onPhase)
    }
  }

  /** Whoever waits for a model that is loaded ahead waits for its load. */
  const tellWait = async (
    { id }: EngineModel,
    onPhase: (phase: ReplyPhase) => void,
    signal: AbortSignal,
  ) => {
    if (loadedAhead !== id) return onPhase({ kind: 'queued' })
    for await (const changed of changes.follow(signal, () => id)) {
      const state = states.get(id)
      const fraction = state?.kind === 'loading' ? state.fraction : null
      if (changed === id) onPhase({ kind: 'loading-model', fraction })
    }
  }

  const use: EngineSlot['use'] = async (model, { needsPictures, onPhase, signal }, work) => {
    const either = AbortSignal.any([signal, closing.signal])
    const waited = new AbortController()
    const done = await takeTurn(either, () => void tellWait(model, onPhase, waited.signal)).finally(
      () => waited.abort(),
    )
    clearTimeout(idleTimer)
    try {
      const loaded = await obtain(model, needsPictures, either, onPhase)
      return await work(loaded)
    } finally {
      startIdleTimer()
      done()
    }
  }

  const whileIdle: EngineSlot['whileIdle'] = async (model, signal, work) => {
    if (!residentProcess(model)) return
    const own = new AbortController()
    const either = AbortSignal.any([signal, own.signal, closing.signal])
    const turn = turns(either, () => own.abort()).catch(() => undefined)
    // Somebody who comes before the turn is told of sees it already.
    if (!either.aborted) idleWork = own
    const done = await turn
    if (!done) return
    clearTimeout(idleTimer)
    try {
      const process = residentProcess(model)
      if (process && !either.aborted) await work(process, either)
    } finally {
      idleWork = undefined
      startIdleTimer()
      done()
    }
  }

  const startIdleTimer = () => {
    idleTimer = setTimeout(() => void leaveInTurn(), idleMs).unref()
  }

  const leaveInTurn = async (modelId?: string) => {
    const done = await takeTurn(closing.signal, () => {}).catch(() => undefined)
    if (modelId === undefined || occupant?.modelId === modelId) await leave()
    done?.()
  }

  return {
    use,
    whileIdle,
    mayLoadToRead: () =>
      canUseVision() &&
      occupant === undefined &&
      [...states.values()].every(({ kind }) => kind !== 'loading'),
    preload: async (model) => {
      if (crashes.isFragile(model.id)) return
      const stop = new AbortController()
      preloads.set(model.id, stop)
      loadedAhead = model.id
      const hear = ({ kind }: ReplyPhase) => {
        loadedAhead = kind === 'queued' ? undefined : model.id
      }
      const ahead = { needsPictures: false, signal: stop.signal, onPhase: hear }
      await use(model, ahead, async () => {}).catch(() => {})
      if (loadedAhead === model.id) loadedAhead = undefined
      if (preloads.get(model.id) === stop) preloads.delete(model.id)
    },
    unload: async (modelId) => {
      preloads.get(modelId)?.abort()
      await leaveInTurn(modelId)
    },
    stateOf: (modelId) => states.get(modelId) ?? { kind: 'idle' },
    resident: residentProcess,
    memory: () => occupant?.process.memory ?? null,
    changes: (signal) => changes.follow(signal),
    dispose: async () => {
      clearTimeout(idleTimer)
      closing.abort()
      await leave()
    },
  }
}
