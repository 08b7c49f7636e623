/** A model's name as `ollama pull` takes it. */
export interface OllamaName {
  /** Null for the registry that is set. */
  host: string | null
  namespace: string
  model: string
  tag: string
}

const part = /^\w[\w.-]{0,79}$/
const namespacePart = /^\w[\w-]{0,79}$/
const hostPart = /^\w[\w.-]{0,253}(?::\d{1,5})?$/

/**
 * Reads `name`, `name:tag`, `user/name:tag` or `host/user/name:tag`, by the rules of Ollama's
 * `types/model/name.go`: official models are of `library`, and the usual tag is `latest`.
 *
 * @returns null for what can be no name
 */
export function parseOllamaName(text: string): OllamaName | null {
  const typed = text.trim().replace(/^https?:\/\//, '')
  const colon = typed.lastIndexOf(':')
  const hasTag = colon > typed.lastIndexOf('/')
  const tag = hasTag ? typed.slice(colon + 1) : 'latest'
  const steps = (hasTag ? typed.slice(0, colon) : typed).split('/')
  if (steps.length > 3) return null
  const model = steps.at(-1) ?? ''
  const namespace = steps.at(-2) ?? 'library'
  const host = steps.at(-3) ?? null
  const isName =
    part.test(model) &&
    part.test(tag) &&
    namespacePart.test(namespace) &&
    (host === null || hostPart.test(host))
  return isName ? { host, namespace, model, tag } : null
}

/** The shortest text that means the name; what the contract calls its repository. */
export function formatOllamaName({ host, namespace, model, tag }: OllamaName): string {
  const owner = namespace === 'library' && host === null ? '' : `${namespace}/`
  return `${host === null ? '' : `${host}/`}${owner}${model}:${tag}`
}
