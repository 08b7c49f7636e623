/** The server keeps a conversation in memory when another takes its place, as long as there is room. */
export interface RestedConversations {
  /** How often one was kept. */
  kept: number
  /** How often one was not, or had to go. */
  lost: number
}

/** Pictures that the encoder has looked at since the start, and the time that took. */
export interface Encoded {
  pictures: number
  milliseconds: number
}

/** What the server's output has told so far. */
export interface VisionOutput {
  /** Takes one line of the output. */
  read(line: string): void
  port(): number | undefined
  contextSize(): number | undefined
  device(): string
  /** What lies in the GPU's memory, in bytes. */
  gpuBytes(): number
  encoded(): Encoded
  /** Whether it is looking at one now, which nothing but its end interrupts. */
  isEncoding(): boolean
  /** What became of conversations that made room in its slot for another. */
  rested(): RestedConversations
  /** Why the load cannot go well, before memory runs out; undefined while all is well. */
  refusal(): string | undefined
  /**
   * Why a load failed: the first complaint, for it is the cause of those that follow. The server may
   * end before its complaints are printed; then the last line tells how far it came.
   */
  complaint(): string
}

/** Lines kept to say why a load failed. */
const KEPT_LINES = 40
const MEBIBYTE = 2 ** 20
/** Buffers in the computer's own memory; AMX is where newer Intel processors keep their weights. */
const MAIN_MEMORY = /^(CPU|AMX|BLAS)|_Host$/
const LOST =
  /removing oldest entry|exceeds cache size limit|failed to allocate memory for prompt cache/
const STATE_MARK = 'cmd_child_to_router:state:'

/** Reads the server's log as it is printed at verbosity 4. */
export function createVisionOutput(onLoading: (fraction: number) => void): VisionOutput {
  const lines: string[] = []
  let port: number | undefined
  let contextSize: number | undefined
  let refusal: string | undefined
  let device = 'CPU'
  let gpuBytes = 0
  let encoderBytes = 0
  let encoded: Encoded = { pictures: 0, milliseconds: 0 }
  let encodingSince: number | undefined
  let rested: RestedConversations = { kept: 0, lost: 0 }

  const readBuffers = (line: string) => {
    encoderBytes = toMebibytes(/load_hparams: model size: +([\d.]+) MiB/.exec(line)) || encoderBytes
    const buffer = /: +(\S+) +(?:model|KV|RS|compute|output) buffer size = +([\d.]+) MiB/.exec(line)
    if (!buffer?.[1] || MAIN_MEMORY.test(buffer[1])) return
    // The picture encoder's weights lie where it computes, and their place is not printed.
    if (line.includes('reserve_compute_meta')) gpuBytes += encoderBytes
    gpuBytes += Number(buffer[2]) * MEBIBYTE
  }

  /** Encoding is announced; it has ended when the server says whatever it says next. */
  const readEncoding = (line: string) => {
    const at = toMilliseconds(line)
    if (encodingSince !== undefined && at !== undefined) {
      const milliseconds = encoded.milliseconds + at - encodingSince
      encoded = { ...encoded, milliseconds }
      encodingSince = undefined
    }
    const count = /encoding mtmd batch from idx = \d+, n_chunks = (\d+)/.exec(line)?.[1]
    if (count === undefined) return
    encoded = { ...encoded, pictures: encoded.pictures + Number(count) }
    encodingSince = at
  }

  const readRests = ({ kept, lost }: RestedConversations, line: string) => {
    if (/ - saving prompt with length \d+/.test(line)) rested = { kept: kept + 1, lost }
    if (LOST.test(line)) rested = { kept, lost: lost + 1 }
  }

  return {
    read: (line) => {
      lines.push(line)
      if (lines.length > KEPT_LINES) lines.shift()
      const state = parseState(line)
      if (state?.fraction !== undefined) onLoading(state.fraction)
      contextSize = state?.contextSize ?? contextSize
      device = /using device ([A-Za-z]+)\d* \(/.exec(line)?.[1] ?? device
      const listening = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]
      port = listening ? Number(listening) : port
      readBuffers(line)
      readEncoding(line)
      readRests(rested, line)
      const [, needed, total] =
        /projected to use (\d+) MiB of host memory vs\. (\d+) MiB/.exec(line) ?? []
      if (Number(needed) > Number(total))
        refusal = `it needs ${needed} MiB of memory, and there are ${total} MiB`
    },
    port: () => port,
    contextSize: () => contextSize,
    device: () => deviceNames[device] ?? device,
    gpuBytes: () => gpuBytes,
    encoded: () => encoded,
    isEncoding: () => encodingSince !== undefined,
    rested: () => rested,
    refusal: () => refusal,
    complaint: () => {
      const said = lines.filter((line) => line.trim() !== '' && !line.startsWith(STATE_MARK))
      const first = said.find((line) => /error|failed/i.test(line))
      return first ? toWords(first) : `it ended while loading, after: ${toWords(said.at(-1) ?? '')}`
    },
  }
}

const deviceNames: Record<string, string> = { MTL: 'Metal' }

/** Each line begins with the time, the level and the function that wrote it. */
const toWords = (line: string) =>
  line.replace(/^[\d.]+ [A-Z] (\S+ +)?\S+: (error( loading model)?: )?/, '').trim()

/** Each line begins with the time since the start: minutes, seconds, milliseconds, microseconds. */
function toMilliseconds(line: string): number | undefined {
  const time = /^(\d+)\.(\d{2})\.(\d{3})\.(\d{3}) /.exec(line)
  if (!time) return undefined
  const [minutes = 0, seconds = 0, milliseconds = 0, microseconds = 0] = time.slice(1).map(Number)
  return minutes * 60_000 + seconds * 1000 + milliseconds + microseconds / 1000
}

const toMebibytes = (match: RegExpExecArray | null) => Number(match?.[1] ?? 0) * MEBIBYTE

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
