import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { CaratError } from '../platform/carat-error.ts'
import type { ChildExit } from '../platform/host.ts'
import type { EngineMemory, EngineModel } from './engine.ts'
import { readProcessMemory } from './process-memory.ts'
import { applyAdapters } from './vision-adapters.ts'
import { toVisionArguments } from './vision-arguments.ts'
import { makeMediaFolder } from './vision-media.ts'
import { createVisionOutput, type Encoded, type RestedConversations } from './vision-output.ts'

/** A running llama-server that holds one model. */
export interface VisionServer {
  port: number
  /** What every request must show; other programs of this computer do not know it. */
  key: string
  /** Where it reads pictures that it does not know; they may come within requests as well. */
  mediaFolder: string | undefined
  device: string
  contextSize: number
  memory: EngineMemory
  /** What its picture encoder has done so far. */
  encoded(): Encoded
  /** Whether it is encoding a picture now, which nothing but its end interrupts. */
  isEncoding(): boolean
  /** What became of conversations that made room for another. */
  rested(): RestedConversations
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
    /** Where it may keep what it has read of conversations. */
    stateFolder?: string | undefined
    signal: AbortSignal
    onLoading: (fraction: number) => void
  },
): Promise<VisionServer> {
  options.signal.throwIfAborted()
  const key = randomBytes(32).toString('hex')
  const { stateFolder } = options
  const [{ size: modelBytes }, mediaFolder] = await Promise.all([
    stat(model.modelPath).catch(() => ({ size: 0 })),
    stateFolder === undefined ? undefined : makeMediaFolder(stateFolder),
  ])
  const removeMedia = async () => {
    if (mediaFolder !== undefined) await rm(mediaFolder, { recursive: true, force: true })
  }
  if (options.signal.aborted) {
    await removeMedia()
    throw options.signal.reason
  }
  const child = spawn(binary, toVisionArguments(model, { ...options, modelBytes }), {
    env: {
      ...Object.fromEntries(keptVariables.map((name) => [name, process.env[name]])),
      LLAMA_API_KEY: key,
      CARAT_PARENT_GUARD: '1',
      ...(mediaFolder !== undefined && { CARAT_PICTURE_FOLDER: mediaFolder }),
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
  void exited.then(removeMedia).catch(() => {})
  options.signal.addEventListener('abort', kill)

  const output = createVisionOutput(options.onLoading)
  const ready = Promise.withResolvers<{ port: number; contextSize: number }>()
  const read = (line: string) => {
    output.read(line)
    // It would go on until the system ends it, or some other program.
    if (output.refusal()) kill()
    const [contextSize, port] = [output.contextSize(), output.port()]
    if (port !== undefined && contextSize !== undefined) ready.resolve({ port, contextSize })
  }
  const ends = [child.stdout, child.stderr].map((input) => {
    const reader = createInterface({ input }).on('line', read)
    return new Promise<void>((resolve) => reader.once('close', resolve))
  })

  try {
    const started = await Promise.race([ready.promise, exited.then(() => null)])
    options.signal.throwIfAborted()
    if (!started) {
      // The last words may still be on their way when the process is gone already.
      await Promise.all(ends)
      const detail = output.refusal() ?? output.complaint()
      throw new CaratError('MODEL_LOAD_FAILED', { modelName: model.name, detail })
    }
    await applyAdapters({ port: started.port, key }, model, options.signal)
    const memory = {
      processBytes: await readProcessMemory(child.pid),
      gpuBytes: output.gpuBytes(),
    }
    return {
      ...started,
      key,
      mediaFolder,
      device: output.device(),
      memory,
      encoded: output.encoded,
      isEncoding: output.isEncoding,
      rested: output.rested,
      exited,
      kill,
    }
  } catch (error) {
    kill()
    await exited
    throw error
  } finally {
    options.signal.removeEventListener('abort', kill)
  }
}
