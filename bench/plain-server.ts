import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { EngineModel } from '../src-main/inference/engine.ts'
import { GEMMA_TEMPLATE } from '../src-main/inference/gemma-template.ts'

/** llama.cpp's own server, started with the threads, context and cache Carat gives its engines. */
export interface PlainServer {
  url: string
  stop(): Promise<void>
}

/**
 * Starts the same llama-server program without Carat around it.
 *
 * @param threads for prompt and generation alike.
 */
export async function startPlainServer(
  program: string,
  model: EngineModel,
  { threads, contextSize }: { threads: number; contextSize: number },
): Promise<PlainServer> {
  const child = spawn(
    program,
    [
      ...['--model', model.modelPath],
      ...(model.projectorPath ? ['--mmproj', model.projectorPath] : []),
      ...(model.chatTemplate === 'gemma' ? ['--chat-template', GEMMA_TEMPLATE] : []),
      ...['--host', '127.0.0.1', '--port', '0', '--parallel', '1', '--no-webui', '--offline'],
      ...['--ctx-size', `${contextSize}`, '--swa-full'],
      ...['--threads', `${threads}`, '--threads-batch', `${threads}`],
    ],
    // An open pipe keeps the parent guard content; it also ends the server with this process.
    { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, CARAT_PARENT_GUARD: '1' } },
  )
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let address: string | undefined
    const read = (line: string) => {
      address = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1] ?? address
      if (address) resolve(address)
    }
    createInterface({ input: child.stdout }).on('line', read)
    createInterface({ input: child.stderr }).on('line', read)
    void exited.then(() => reject(new Error('llama-server ended while it started')))
  })
  for (;;) {
    const health = await fetch(`${url}/health`)
    if (health.ok) break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    url,
    stop: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
