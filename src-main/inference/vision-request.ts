import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { readServerEvents } from './server-events.ts'
import type { VisionServer } from './vision-server.ts'

const errorSchema = z.object({
  error: z.object({ message: z.string(), type: z.string().optional() }),
})

/** One event of a streamed reply; what Carat does not use is left out. */
const chunkSchema = z.object({
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish() }).optional(),
        finish_reason: z.string().nullish(),
      }),
    )
    .optional(),
  prompt_progress: z
    .object({ total: z.number(), cache: z.number(), processed: z.number() })
    .optional(),
  timings: z
    .object({
      cache_n: z.number(),
      prompt_n: z.number(),
      prompt_per_second: z.number().nullish(),
      predicted_n: z.number(),
      predicted_per_second: z.number().nullish(),
    })
    .optional(),
})
export type VisionChunk = z.infer<typeof chunkSchema>

/** How much is read of a prompt; what was in memory already is no work and does not count. */
export const toFraction = ({
  cache,
  processed,
  total,
}: NonNullable<VisionChunk['prompt_progress']>): number =>
  total > cache ? Math.max(0, (processed - cache) / (total - cache)) : 1

/** The server said no; `type` is its own name for why. */
export class VisionRequestError extends Error {
  readonly type: string

  constructor(message: string, type: string) {
    super(message)
    this.type = type
  }
}

/**
 * Posts one chat request and streams its chunks. An abort closes the connection at once.
 *
 * @throws VisionRequestError when the server answers with an error, before or within the stream.
 */
export async function* requestReply(
  server: Pick<VisionServer, 'port' | 'key'>,
  body: unknown,
  signal: AbortSignal | undefined,
): AsyncGenerator<VisionChunk, void, void> {
  const response = await postToServer(server, '/v1/chat/completions', body, signal)
  if (response.statusCode !== 200) throw toError(await readJson(response))
  for await (const event of readServerEvents(response)) {
    if (typeof event === 'object' && event && 'error' in event) throw toError(event)
    yield chunkSchema.parse(event)
  }
}

/**
 * Posts JSON; resolves with the beginning of the answer, whatever its status. Not fetch: it gives up
 * after five minutes of silence, and a large picture can take longer.
 */
export function postToServer(
  { key, port }: Pick<VisionServer, 'port' | 'key'>,
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        ...(signal && { signal }),
      },
      resolve,
    )
    outgoing.on('error', reject)
    outgoing.end(JSON.stringify(body))
  })
}

async function readJson(response: IncomingMessage): Promise<unknown> {
  const text = (await response.toArray()).join('')
  try {
    return JSON.parse(text)
  } catch {
    return { error: { message: `${response.statusCode} ${text}`.slice(0, 500) } }
  }
}

function toError(event: unknown): VisionRequestError {
  const { data } = errorSchema.safeParse(event)
  return new VisionRequestError(data?.error.message ?? 'unknown error', data?.error.type ?? '')
}
