import { CaratError } from '../platform/carat-error.ts'
import type { EngineModel } from './engine.ts'
import { postToServer } from './vision-request.ts'

/**
 * Gives the adapters a server was started with their weights, in the order of the command line.
 *
 * @throws CaratError `MODEL_LOAD_FAILED` with what the server said, and the signal's reason.
 */
export async function applyAdapters(
  server: { key: string; port: number },
  { loadOptions, name }: EngineModel,
  signal: AbortSignal,
): Promise<void> {
  if (loadOptions.adapters.length === 0) return
  const scales = loadOptions.adapters.map(({ scale }, id) => ({ id, scale }))
  const response = await postToServer(server, '/lora-adapters', scales, signal)
  const answer = (await response.toArray()).join('')
  if (response.statusCode === 200) return
  throw new CaratError('MODEL_LOAD_FAILED', { modelName: name, detail: answer.slice(0, 500) })
}
