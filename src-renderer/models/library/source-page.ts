import type { RepositoryRef } from '../../../src-main/contract/model-sources.ts'
import type { NetworkState } from '../../../src-main/contract/network.ts'

const escaped = (path: string) => path.split('/').map(encodeURIComponent).join('/')

/** Ollama's names carry a tag and may carry a host; its own models have no owner. */
function ollamaPage(repository: string): string {
  const name = repository.split(':')[0] ?? ''
  const parts = name.split('/').length
  if (parts > 2) return `https://${escaped(name)}`
  return `https://ollama.com/${parts === 1 ? 'library/' : ''}${escaped(name)}`
}

/**
 * The page where a person reads about a model and its licence, on the hub or mirror that is set;
 * null while that is not known or no web address. Registries of Ollama's kind have no pages of
 * their own, so its site's are taken.
 */
export function sourcePage(ref: RepositoryRef, network: NetworkState | null): string | null {
  if (ref.source === 'ollama') return ollamaPage(ref.repository)
  const address = URL.parse(network?.endpoints[ref.source].value ?? '')
  if (!address || !/^https?:$/.test(address.protocol)) return null
  const folder = ref.source === 'modelscope' ? '/models' : ''
  return `${address.href.replace(/\/$/, '')}${folder}/${escaped(ref.repository)}`
}
