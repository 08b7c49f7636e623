// Stands in for llama-server: speaks as much of its protocol as Carat uses, and says what a script
// tells it to, at an exact rate. For what no model on a test's computer would say, or say as fast.
//
//   node main.ts SCRIPT.json SENT.json [llama-server's own arguments]
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { EngineScript, SentPiece } from './script.ts'

const [scriptFile = '', sentFile = ''] = process.argv.slice(2)
const readScript = () => JSON.parse(readFileSync(scriptFile, 'utf8')) as EngineScript
const now = () => performance.timeOrigin + performance.now()

interface ChatRequest {
  messages: { role: string; content: string | { type: string; text?: string }[] }[]
}

/** The words of the newest message. */
function lastWords({ messages }: ChatRequest): string {
  const content = messages.at(-1)?.content ?? ''
  if (typeof content === 'string') return content
  return content.map(({ text = '' }) => text).join('')
}

const countTokens = ({ messages }: ChatRequest) => Math.ceil(JSON.stringify(messages).length / 4)

async function readJson(request: IncomingMessage): Promise<unknown> {
  return JSON.parse(Buffer.concat(await request.toArray()).toString('utf8'))
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

/** Whole characters only, as a model's decoder gives them. */
const toPieces = (text: string, letters: number) =>
  text.match(new RegExp(`[\\s\\S]{1,${letters}}`, 'gu')) ?? []

async function reply(request: ChatRequest, response: ServerResponse): Promise<void> {
  const script = readScript()
  const words = lastWords(request)
  const refusal = script.refusals[words]
  if (refusal !== undefined) return sendJson(response, 500, { error: { message: refusal } })
  const pieces = toPieces(script.answers[words] ?? words, script.lettersPerToken)
  const sent: SentPiece[] = []
  const send = (event: object) => response.write(`data: ${JSON.stringify(event)}\n\n`)
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const begun = performance.now()
  let letters = 0
  for (const [number, content] of pieces.entries()) {
    if (response.destroyed) return
    const due = script.tokensPerSecond ? begun + (number * 1000) / script.tokensPerSecond : 0
    const wait = due - performance.now()
    if (wait > 0) await pause(wait)
    letters += content.length
    sent.push([now(), letters])
    // A full socket holds the script up, as it would an engine.
    if (!send({ choices: [{ delta: { content } }] }) && !response.destroyed)
      await new Promise((resolve) => response.once('drain', resolve).once('close', resolve))
  }
  const seconds = (performance.now() - begun) / 1000
  send({
    choices: [{ delta: {}, finish_reason: 'stop' }],
    timings: {
      cache_n: 0,
      prompt_n: countTokens(request),
      prompt_per_second: 1000,
      predicted_n: pieces.length,
      predicted_per_second: pieces.length / seconds,
    },
  })
  response.end('data: [DONE]\n\n')
  writeFileSync(sentFile, JSON.stringify(sent))
}

const server = createServer((request, response) => {
  const answer = async () => {
    const body = (await readJson(request)) as ChatRequest
    if (request.url === '/v1/chat/completions') return await reply(body, response)
    if (request.url === '/v1/chat/completions/input_tokens')
      return sendJson(response, 200, { input_tokens: countTokens(body) })
    return sendJson(response, 501, { error: { message: 'not in the script' } })
  }
  answer().catch(() => response.destroy())
})

// As the real one with its guard, it ends with whoever started it.
process.stdin.resume().on('close', () => process.exit())
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const meta = { n_ctx: readScript().contextSize }
  const port = typeof address === 'object' ? address?.port : 0
  process.stdout.write(`cmd_child_to_router:state:${JSON.stringify({ payload: { meta } })}\n`)
  process.stdout.write(`main: listening on http://127.0.0.1:${port}\n`)
})
