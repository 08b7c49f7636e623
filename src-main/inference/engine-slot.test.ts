import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ReplyPhase } from '../contract/messages.ts'
import { CaratError } from '../platform/carat-error.ts'
import { createEngineSlot } from './engine-slot.ts'
import type { EngineSlot } from './engine-slot.ts'
import type { Engine, EngineModel, LoadedModel } from './engine.ts'
import { ask, createTestHost, demoModel, user } from './fixtures.ts'
import { createTextEngine } from './text-engine.ts'

/** The picture engine of a computer that has no compiler. */
const noVision: Engine = {
  kind: 'vision',
  load: () => {
    throw new CaratError('VISION_ENGINE_MISSING', { reason: 'NO_COMPILER', detail: '' })
  },
}
const blindModel: EngineModel = { ...demoModel, id: 'blind', projectorPath: null }
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
  }, 20_000)

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
})
