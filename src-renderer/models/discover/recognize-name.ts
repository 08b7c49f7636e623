import type { RepositoryRef, SourceKind } from '../../../src-main/contract/model-sources.ts'

/** A model that was named exactly, so that there is nothing to search for. */
export interface NamedModel {
  ref: RepositoryRef
  /** The quantization that was asked for, e.g. `Q4_K_M`. */
  label: string | null
  /** The file that was asked for. */
  file: string | null
}

/** The web hosts of each source, a mirror from the settings among them. */
export type SourceHosts = Record<SourceKind, readonly string[]>

const knownHosts: SourceHosts = {
  huggingface: ['huggingface.co', 'www.huggingface.co', 'hf.co', 'hf-mirror.com'],
  ollama: ['ollama.com', 'www.ollama.com', 'registry.ollama.ai'],
  modelscope: ['modelscope.cn', 'www.modelscope.cn'],
}

/** Adds the hosts of the addresses that are set, such as a mirror's. */
export function sourceHosts(addresses: Partial<Record<SourceKind, string>>): SourceHosts {
  const of = (source: SourceKind) => {
    const own = URL.parse(addresses[source] ?? '')?.host
    return own ? [...knownHosts[source], own] : knownHosts[source]
  }
  return { huggingface: of('huggingface'), ollama: of('ollama'), modelscope: of('modelscope') }
}

const WORD = '[A-Za-z0-9][\\w.-]*'
const ownedName = new RegExp(`^(${WORD}/${WORD})(?::(${WORD}))?$`)
const ollamaName = new RegExp(`^(?:library/)?(${WORD}(?:/${WORD})?(?::${WORD})?)$`)
const taggedName = new RegExp(`^${WORD}:${WORD}$`)

/** First parts of addresses at the hubs that are not owners. */
const notOwners = /^(api|blog|collections|datasets|docs|join|login|models|search|settings|spaces)$/

function ownedModel(source: 'huggingface' | 'modelscope', text: string): NamedModel | null {
  const [, repository, label] = ownedName.exec(text) ?? []
  if (!repository || notOwners.test(repository.split('/')[0] ?? '')) return null
  return { ref: { source, repository }, label: label ?? null, file: null }
}

function ollamaModel(text: string): NamedModel | null {
  const repository = ollamaName.exec(text)?.[1]
  if (!repository || notOwners.test(repository)) return null
  return { ref: { source: 'ollama', repository }, label: null, file: null }
}

const nameAt = (source: SourceKind, text: string) =>
  source === 'ollama' ? ollamaModel(text) : ownedModel(source, text)

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The model behind an address: pages, folders and files of a repository all lead to it. */
function modelAt(text: string, hosts: SourceHosts): NamedModel | null {
  const [, host = '', rest = ''] = /^(?:https?:\/\/)?([^/\s]+)\/(.+)$/i.exec(text) ?? []
  const isOf = (source: SourceKind) => hosts[source].includes(host.toLowerCase())
  const path = decoded(rest.split(/[?#]/)[0] ?? '').replace(/\/+$/, '')
  if (isOf('ollama')) return ollamaModel(path.split('/').slice(0, 2).join('/'))
  if (isOf('modelscope'))
    return ownedModel(
      'modelscope',
      path
        .replace(/^models\//, '')
        .split('/')
        .slice(0, 2)
        .join('/'),
    )
  if (!isOf('huggingface')) return null
  const [owner = '', name = '', kind, , ...file] = path.split('/')
  const model = ownedModel('huggingface', `${owner}/${name}`)
  const ofFile = model && (kind === 'blob' || kind === 'resolve') && file.length > 0
  return ofFile ? { ...model, file: file.join('/') } : model
}

/** The name in a command line of the programs people copy from; the text itself if it is none. */
function withoutCommand(text: string): { name: string; source: SourceKind | null } {
  const line = text.replace(/^\$\s+/, '')
  const take = (pattern: RegExp) => pattern.exec(line)?.[1]
  const ollama = take(/^ollama\s+(?:pull|run|show)\s+(?:--\S+\s+)*(\S+)/)
  if (ollama) return { name: ollama, source: 'ollama' }
  const huggingface =
    take(/^llama-[\w-]+\s(?:.*\s)?(?:-hf|-hfr|--hf-repo)[ =]+(\S+)/) ??
    take(/^(?:hf|huggingface-cli)\s+download\s+(?:--\S+\s+)*(\S+)/)
  if (huggingface) return { name: huggingface, source: 'huggingface' }
  const modelscope = take(/^modelscope\s+download\s+(?:--model[ =]+)?(\S+)/)
  if (modelscope) return { name: modelscope, source: 'modelscope' }
  return { name: line, source: null }
}

/**
 * Recognises what people paste or type when they already know the model: an address of a hub,
 * `hf.co/owner/name:Q4_K_M`, `ollama pull gemma3:4b`, `owner/name`. `source` is the one chosen in
 * the window. Answers null for words to search for.
 */
export function recognizeName(
  text: string,
  source: SourceKind,
  hosts: SourceHosts,
): NamedModel | null {
  const { name, source: commanded } = withoutCommand(text.trim())
  if (name === '' || /\s/.test(name)) return null
  const addressed = modelAt(name, hosts)
  if (addressed) return addressed
  if (/^https?:/i.test(name)) return null
  if (commanded === null && taggedName.test(name)) return ollamaModel(name)
  return nameAt(commanded ?? source, name)
}
