import path from 'node:path'
import type { LanguageModelV4CallOptions, LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { ReplyPhase } from '../contract/messages.ts'
import { forkChild } from '../platform/fork-child.ts'
import type { ChildHandle } from '../platform/host.ts'
import { bindModel } from './bind-model.ts'
import type { Engine, EngineModel, EngineProcess, EngineReplyFacts, LoadedModel } from './engine.ts'
import { automaticEngineOptions } from './engine-options.ts'

/** What the tests of the engines share: the demo model and ways to ask it. */
export const checkout = path.resolve(import.meta.dirname, '../..')

const demoFolder = path.join(checkout, 'resources', 'demo-model')

export const demoModel: EngineModel = {
  id: 'demo',
  name: 'Demo',
  modelPath: path.join(demoFolder, 'demo-vlm.gguf'),
  projectorPath: path.join(demoFolder, 'demo-vlm-mmproj.gguf'),
  chatTemplate: 'own',
  sampling: { temperature: 1, topK: 1, topP: 1, minP: 0 },
  loadOptions: { ...automaticEngineOptions, contextSize: 8192 },
}

/** The demo model with other load options. */
export const withOptions = (options: Partial<EngineModel['loadOptions']>): EngineModel => ({
  ...demoModel,
  loadOptions: { ...demoModel.loadOptions, ...options },
})

/** Loads without a slot, with the context that the model's options ask for. */
export async function loadModel(
  engine: Engine,
  model: EngineModel,
): Promise<LoadedModel & Pick<EngineProcess, 'ended' | 'dispose'>> {
  const process = await engine.load(model, {
    contextSize: model.loadOptions.contextSize ?? 4096,
    signal: new AbortController().signal,
    onPhase: () => {},
  })
  const { dispose, ended } = process
  return { ...bindModel(model, process), dispose, ended }
}

/** A host that remembers the children it started, so that a test can end them. */
export function createTestHost() {
  const children: ChildHandle[] = []
  return {
    children,
    spawnChild: () => {
      const child = forkChild(path.resolve(import.meta.dirname, '../engine/main.ts'))
      children.push(child)
      return child
    },
  }
}

export const user = (text: string): LanguageModelV4Prompt[number] => ({
  role: 'user',
  content: [{ type: 'text', text }],
})

export const assistant = (text: string): LanguageModelV4Prompt[number] => ({
  role: 'assistant',
  content: [{ type: 'text', text }],
})

/** How a reply went; `error` is what its stream reported or threw. */
interface Reply {
  text: string
  phases: ReplyPhase[]
  finishReason: string | undefined
  facts: EngineReplyFacts | undefined
  error: unknown
}

/** Asks and reads to the end; `onText` sees the text so far after each piece. */
export async function ask(
  loaded: Pick<LoadedModel, 'languageModel'>,
  prompt: LanguageModelV4Prompt,
  options: Partial<LanguageModelV4CallOptions> & { onText?: (text: string) => void } = {},
): Promise<Reply> {
  const { onText, ...call } = options
  const phases: ReplyPhase[] = []
  const model = loaded.languageModel((phase) => phases.push(phase))
  const reply: Reply = {
    text: '',
    phases,
    finishReason: undefined,
    facts: undefined,
    error: undefined,
  }
  try {
    const { stream } = await model.doStream({ prompt, ...call })
    for await (const part of stream) {
      if (part.type === 'text-delta') {
        reply.text += part.delta
        onText?.(reply.text)
      }
      if (part.type === 'error') reply.error = part.error
      if (part.type !== 'finish') continue
      reply.finishReason = part.finishReason.unified
      reply.facts = part.providerMetadata?.carat as EngineReplyFacts | undefined
    }
  } catch (error) {
    reply.error = error
  }
  return reply
}
