import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { VisionEngineState } from '../contract/models.ts'
import { createBroadcast } from '../platform/broadcast.ts'
import { CaratError, toFailure } from '../platform/carat-error.ts'
import type { Host } from '../platform/host.ts'
import { createBuildReport } from './vision-build-report.ts'

/** Where the picture engine's program is, and how it stands. */
export interface VisionEngineBinary {
  state(): VisionEngineState
  /** The state now and each one after it. */
  follow(signal: AbortSignal | undefined): AsyncGenerator<VisionEngineState, void, void>
  /**
   * Absolute path of the program. In a checkout it is built first if need be, once for all who
   * wait; after a failure the next call tries again. An abort ends the waiting, not the build.
   *
   * @throws CaratError `VISION_ENGINE_MISSING`, and the signal's reason.
   */
  prepare(signal: AbortSignal): Promise<string>
  /** Ends a running build. */
  dispose(): void
}

const reasons = [
  'NO_COMPILER',
  'NO_CMAKE',
  'NO_GIT',
  'BUILD_FAILED',
  'UNSUPPORTED_PLATFORM',
] as const

/** What the build script prints, one JSON object a line. */
const buildEventSchema = z.object({
  phase: z.string(),
  percent: z.number(),
  secondsLeft: z.number().nullish(),
  message: z.string().optional(),
  install: z.string().optional(),
  code: z.string().optional(),
  path: z.string().optional(),
})

/** An installed app carries the program in its resources; a checkout builds it from source. */
export function createVisionEngineBinary(
  host: Pick<Host, 'checkoutFolder' | 'resourcesFolder'>,
): VisionEngineBinary {
  const changes = createBroadcast<VisionEngineState>()
  let state: VisionEngineState = { kind: 'checking' }
  let preparing: Promise<string> | undefined
  let stopBuild = () => {}

  const setState = (next: VisionEngineState) => {
    state = next
    changes.publish(next)
  }

  const find = async () => {
    try {
      const binary = host.checkoutFolder
        ? await build(host.checkoutFolder)
        : findInstalled(host.resourcesFolder)
      setState({ kind: 'ready' })
      return binary
    } catch (error) {
      preparing = undefined
      setState({ kind: 'missing', failure: toFailure(error) })
      throw error
    }
  }

  const build = async (checkoutFolder: string) => {
    const script = path.join('scripts', 'build-vision-engine.mjs')
    const child = spawn(process.execPath, [script, '--json', '--parent-guard'], {
      cwd: checkoutFolder,
      // Electron's own program is a Node only when asked to be.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      // Held open for as long as this process lives: the build ends when it closes.
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    })
    const exited = Promise.withResolvers<void>()
    child.once('error', exited.reject)
    child.once('close', () => exited.resolve())
    exited.promise.catch(() => {})
    stopBuild = () => child.kill()
    const report = createBuildReport(process.stderr)
    let failure = new CaratError('VISION_ENGINE_MISSING', { reason: 'BUILD_FAILED', detail: '' })
    for await (const line of createInterface({ input: child.stdout })) {
      const event = parseEvent(line)
      if (!event) continue
      if (event.path) return event.path
      if (event.phase === 'failed') {
        failure = new CaratError('VISION_ENGINE_MISSING', {
          reason: reasons.find((reason) => reason === event.code) ?? 'BUILD_FAILED',
          // Only what is the same in every language; the window has the words around it.
          detail: event.install ?? event.message ?? '',
        })
        continue
      }
      // Looking for a finished build takes no time worth showing.
      if (event.phase === 'check') continue
      const progress = { fraction: event.percent / 100, secondsLeft: event.secondsLeft ?? null }
      setState({ kind: 'building', ...progress })
      report(progress)
    }
    await exited.promise
    throw failure
  }

  return {
    state: () => state,
    follow: (signal) => changes.follow(signal, () => state),
    prepare: async (signal) => {
      signal.throwIfAborted()
      preparing ??= find()
      return await untilAborted(preparing, signal)
    },
    dispose: () => stopBuild(),
  }
}

function parseEvent(line: string) {
  try {
    return buildEventSchema.parse(JSON.parse(line))
  } catch {
    return undefined
  }
}

function findInstalled(resourcesFolder: string): string {
  const name = process.platform === 'win32' ? 'llama-server.exe' : 'llama-server'
  const binary = path.join(resourcesFolder, 'vision-engine', 'bin', name)
  if (existsSync(binary)) return binary
  throw new CaratError('VISION_ENGINE_MISSING', { reason: 'UNSUPPORTED_PLATFORM', detail: binary })
}

async function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([promise, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
