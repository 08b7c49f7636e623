import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { CaratError } from '../platform/carat-error.ts'
import type { ChildExit } from '../platform/host.ts'
import type { EngineModel } from './engine.ts'

/** A running llama-server that holds one model. */
export interface VisionServer {
  port: number
  /** What every request must show; other programs of this computer do not know it. */
  key: string
  device: string
  contextSize: number
  exited: Promise<ChildExit>
  kill(): void
}

/**
 * What the server may see of this process's surroundings: enough to find graphics drivers. Proxies
 * and its own `LLAMA_` settings are left out.
 */
const keptVariables = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'CUDA_PATH',
  'CUDA_VISIBLE_DEVICES',
  'VK_DRIVER_FILES',
  'XDG_RUNTIME_DIR',
]

/** Lines of output kept to say why a load failed. */
const KEPT_LINES = 40

/**
 * Starts the server on loopback and waits until the model is in memory. It ends with this process,
 * however this one ends: it watches its standard input.
 *
 * @throws CaratError `MODEL_LOAD_FAILED`, and the signal's reason; the process is gone either way.
 */
export async function startVisionServer(
  binary: string,
  model: EngineModel,
  options: {
    threads: number
    contextSize: number
    signal: AbortSignal
    onLoading: (fraction: number) => void
  },
): Promise<VisionServer> {
  options.signal.throwIfAborted()
  const key = randomBytes(32).toString('hex')
  const child = spawn(binary, toArguments(model, options), {
    env: {
      ...Object.fromEntries(keptVariables.map((name) => [name, process.env[name]])),
      LLAMA_API_KEY: key,
      CARAT_PARENT_GUARD: '1',
      // Makes the server print how far loading is and what it loaded, as it does for its router.
      LLAMA_SERVER_ROUTER_PORT: '0',
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
  child.stdin.on('error', () => {})
  const kill = () => void child.kill('SIGKILL')
  const exited = new Promise<ChildExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', (error) => resolve({ code: null, signal: error.message }))
  })
  options.signal.addEventListener('abort', kill)

  const lines: string[] = []
  const found: { port?: number; contextSize?: number; device: string } = { device: 'CPU' }
  const ready = Promise.withResolvers<{ port: number; contextSize: number }>()
  const read = (line: string) => {
    lines.push(line)
    if (lines.length > KEPT_LINES) lines.shift()
    const state = parseState(line)
    if (state?.fraction !== undefined) options.onLoading(state.fraction)
    found.contextSize = state?.contextSize ?? found.contextSize
    found.device = /using device ([A-Za-z]+)\d* \(/.exec(line)?.[1] ?? found.device
    const listening = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]
    found.port = listening ? Number(listening) : found.port
    const { contextSize, port } = found
    if (port !== undefined && contextSize !== undefined) ready.resolve({ port, contextSize })
  }
  const outputs = [child.stdout, child.stderr].map((input) => {
    const output = createInterface({ input }).on('line', read)
    return new Promise<void>((resolve) => output.once('close', resolve))
  })

  try {
    const started = await Promise.race([ready.promise, exited.then(() => null)])
    options.signal.throwIfAborted()
    if (!started) {
      // The last words may still be on their way when the process is gone already.
      await Promise.all(outputs)
      const detail = toDetail(lines, await exited)
      throw new CaratError('MODEL_LOAD_FAILED', { modelName: model.name, detail })
    }
    return { ...started, key, device: deviceNames[found.device] ?? found.device, exited, kill }
  } catch (error) {
    kill()
    await exited
    throw error
  } finally {
    options.signal.removeEventListener('abort', kill)
  }
}

const deviceNames: Record<string, string> = { MTL: 'Metal' }

function toArguments(model: EngineModel, options: { threads: number; contextSize: number }) {
  const valued = {
    model: model.modelPath,
    mmproj: model.projectorPath ?? '',
    host: '127.0.0.1',
    // The system picks a free port, and nobody can take it in between.
    port: 0,
    parallel: 1,
    'ctx-size': options.contextSize,
    threads: options.threads,
    'threads-batch': options.threads,
    timeout: 86_400,
    'log-verbosity': 4,
    'log-colors': 'off',
  }
  return [
    ...Object.entries(valued).flatMap(([name, value]) => [`--${name}`, `${value}`]),
    // Keeps the whole window of sliding layers, so that pictures read once are not read again.
    '--swa-full',
    '--no-webui',
    '--no-slots',
    '--offline',
  ]
}

const STATE_MARK = 'cmd_child_to_router:state:'

/** What the server tells its router: how far a stage of loading is, or what was loaded. */
function parseState(line: string): { fraction?: number; contextSize?: number } | undefined {
  if (!line.startsWith(STATE_MARK)) return undefined
  const { payload } = JSON.parse(line.slice(STATE_MARK.length)) as {
    payload?: { value?: number; stages?: string[]; current?: string; meta?: { n_ctx?: number } }
  }
  const { current, meta, stages, value } = payload ?? {}
  if (meta?.n_ctx) return { contextSize: meta.n_ctx }
  if (value === undefined || !stages || current === undefined) return undefined
  return { fraction: (Math.max(0, stages.indexOf(current)) + value) / stages.length }
}

/** The first complaint in the output, for it is the cause of those that follow. */
function toDetail(lines: string[], exit: ChildExit): string {
  const complaint = lines.find((line) => /error|failed/i.test(line) && !line.startsWith(STATE_MARK))
  // Each line begins with the time, the level and the function that wrote it.
  const words = complaint?.replace(/^[\d.]+ [A-Z] \S+: (error( loading model)?: )?/, '').trim()
  return words ?? `the engine ended with ${exit.signal ?? exit.code}`
}
