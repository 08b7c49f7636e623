import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ReplyPhase } from '../contract/messages.ts'
import { CaratError } from '../platform/carat-error.ts'
import { createEngineSlot } from './engine-slot.ts'
import type { EngineSlot } from './engine-slot.ts'
import type { Engine, EngineModel, LoadedModel, LoadPlanner } from './engine.ts'
import { ask, createTestHost, demoModel, user, withOptions } from './fixtures.ts'
import { createTextEngine } from './text-engine.ts'

/** The picture engine of a computer that has no compiler. */
const noVision: Engine = {
  kind: 'vision',
  load: () => {
    throw new CaratError('VISION_ENGINE_MISSING', { reason: 'NO_COMPILER', detail: '' })
  },
}
/** For the text engine: nobody knows how the other would have to ask it. */
const textOnly = { id: 'blind', projectorPath: null, chatTemplate: null }
const blindModel: EngineModel = { ...demoModel, ...textOnly }
const hello = (loaded: LoadedModel) => ask(loaded, [user('Hello')])
const greeting = 'Hello! How can I help you?'

let host: ReturnType<typeof createTestHost>
let slot: EngineSlot
const options = (onPhase: (phase: ReplyPhase) => void = () => {}) => ({
  needsPictures: false,
  signal: new AbortController().signal,
  onPhase,
})
beforeEach(() => {
  host = createTestHost()
  slot = createEngineSlot({ text: createTextEngine(host), vision: noVision })
})
afterEach(() => slot.dispose())

describe('the slot', () => {
  test('loads once, lets everyone wait in order, and tells them', async () => {
    const order: string[] = []
    const waiting: ReplyPhase[] = []
    const first = slot.use(blindModel, options(), async (loaded) => {
      order.push((await hello(loaded)).text)
    })
    const second = slot.use(
      blindModel,
      options((phase) => waiting.push(phase)),
      async () => {
        order.push('second')
      },
    )
    await Promise.all([first, second])
    expect(order).toEqual([greeting, 'second'])
    expect(waiting).toEqual([{ kind: 'queued' }])
    expect(host.children).toHaveLength(1)
    expect(slot.stateOf('blind')).toMatchObject({ kind: 'ready', contextSize: 8192 })
  })

  test('tells whoever comes while the model is loaded ahead how that goes', async () => {
    const preloading = slot.preload(blindModel)
    const phases: ReplyPhase['kind'][] = []
    await slot.use(
      blindModel,
      options(({ kind }) => phases.push(kind)),
      hello,
    )
    await preloading
    expect(new Set(phases)).toEqual(new Set(['loading-model']))
  })

  test('idle work that was stopped before it began hides no wait', async () => {
    await slot.use(blindModel, options(), hello)
    let worked = false
    await slot.whileIdle(blindModel, AbortSignal.abort(), async () => void (worked = true))
    expect(worked).toBe(false)
    const phases: ReplyPhase[] = []
    const first = slot.use(blindModel, options(), hello)
    const second = slot.use(
      blindModel,
      options((phase) => phases.push(phase)),
      hello,
    )
    await Promise.all([first, second])
    expect(phases).toEqual([{ kind: 'queued' }])
  })

  test('holds one model: another one takes its place', async () => {
    await slot.use(blindModel, options(), hello)
    await slot.use({ ...blindModel, id: 'other' }, options(), hello)
    await host.children[0]?.exited
    expect(slot.stateOf('blind')).toEqual({ kind: 'idle' })
    expect(slot.stateOf('other').kind).toBe('ready')
  })

  test('starts anew after a crash, but does not load ahead what crashed three times', async () => {
    for (let crash = 0; crash < 3; crash += 1) {
      const reply = await slot.use(blindModel, options(), (loaded) =>
        ask(loaded, [user('Count to 60.')], { onText: () => host.children.at(-1)?.kill() }),
      )
      expect(reply.error).toMatchObject({ code: 'ENGINE_CRASHED' })
      expect(slot.stateOf('blind').kind).toBe('failed')
    }
    await slot.preload(blindModel)
    expect(host.children).toHaveLength(3)
    expect((await slot.use(blindModel, options(), hello)).text).toBe(greeting)
  }, 60_000)

  test('without the picture engine a seeing model still writes, but refuses pictures', async () => {
    expect((await slot.use(demoModel, options(), hello)).text).toBe(greeting)
    const seeing = slot.use(demoModel, { ...options(), needsPictures: true }, hello)
    await expect(seeing).rejects.toMatchObject({ code: 'VISION_ENGINE_MISSING' })
  })

  test('lets a waiting use leave when it is stopped', async () => {
    const stop = new AbortController()
    const done = Promise.withResolvers<void>()
    const busy = slot.use(blindModel, options(), () => done.promise)
    const waiting = slot.use(blindModel, { ...options(), signal: stop.signal }, hello)
    stop.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    done.resolve()
    await busy
    expect((await slot.use(blindModel, options(), hello)).text).toBe(greeting)
  })

  test('gives the memory back when it is idle', async () => {
    const idle = createEngineSlot({ text: createTextEngine(host), vision: noVision, idleMs: 1 })
    await idle.use(blindModel, options(), async (loaded) => expect(loaded.device).toBeTruthy())
    await host.children[0]?.exited
    await expect.poll(() => idle.stateOf('blind').kind).toBe('idle')
    await idle.dispose()
  })

  test('loads anew for other load options, but not for other sampling', async () => {
    await slot.use(blindModel, options(), hello)
    const seeds: EngineModel = { ...blindModel, sampling: { ...blindModel.sampling, topK: 40 } }
    const texts = await slot.use(
      { ...seeds, sampling: { ...seeds.sampling, temperature: 5 } },
      options(),
      (loaded) =>
        Promise.all([
          ask(loaded, [user('Tell me a story')], { seed: 1 }),
          ask(loaded, [user('Tell me a story')], { seed: 2 }),
        ]),
    )
    expect(host.children).toHaveLength(1)
    expect(texts[0].text).not.toBe(texts[1].text)
    const shorter = { ...withOptions({ contextSize: 1024 }), ...textOnly }
    await slot.use(shorter, options(), hello)
    expect(host.children).toHaveLength(2)
    expect(slot.stateOf('blind')).toMatchObject({ kind: 'ready', contextSize: 1024 })
  })

  test('frees the memory of the model that is named, and only of that', async () => {
    await slot.use(blindModel, options(), hello)
    expect(slot.memory()?.processBytes).toBeGreaterThan(0)
    await slot.unload('other')
    expect(slot.stateOf('blind').kind).toBe('ready')
    await slot.unload('blind')
    expect(await host.children[0]?.exited).toBeTruthy()
    expect(slot.stateOf('blind')).toEqual({ kind: 'idle' })
    expect(slot.memory()).toBeNull()
  })

  test('stops loading ahead what is unloaded', async () => {
    const loading = slot.preload(blindModel)
    await slot.unload('blind')
    await loading
    expect(slot.stateOf('blind')).toEqual({ kind: 'idle' })
    expect(slot.memory()).toBeNull()
  })

  test('asks its planner for the context, and tells it of loads and replies', async () => {
    const noted: unknown[] = []
    const planner: LoadPlanner = {
      planContext: async (model, kind) => {
        noted.push([model.id, kind])
        return 512
      },
      noteLoad: (_, { memory }) => noted.push(memory.processBytes > 0),
      noteReply: (_, { device }, { outputTokens }) => noted.push([typeof device, outputTokens > 3]),
    }
    const planned = createEngineSlot({ text: createTextEngine(host), vision: noVision, planner })
    const automatic = { ...withOptions({ contextSize: null }), ...textOnly }
    await planned.use(automatic, options(), hello)
    expect(planned.stateOf('blind')).toMatchObject({ contextSize: 512 })
    expect(noted).toEqual([['blind', 'text'], true, ['string', true]])
    await planned.dispose()
  })
})
