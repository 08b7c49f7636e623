import type { ChatTemplate } from '../../inference/engine.ts'
import type { GgufFacts } from './gguf-facts.ts'

/** Gemmas that are asked in turns of `user` and `model`. */
const gemmas: ReadonlySet<string> = new Set(['gemma', 'gemma2', 'gemma3', 'gemma3n'])

/** How conversations are put to a model. Some conversions leave the template out. */
export function chatTemplateOf({
  architecture,
  chatTemplate,
}: Pick<GgufFacts, 'architecture' | 'chatTemplate'>): ChatTemplate {
  if (chatTemplate) return 'own'
  return gemmas.has(architecture) ? 'gemma' : null
}
