import { listFiles } from '@huggingface/hub'
import type { RemoteFile, Repository } from '../../../contract/model-sources.ts'
import { groupFiles } from '../group-files.ts'
import { hubFailed, parseDate, parseSha256, readJson } from '../hub-answers.ts'
import { encodeName, type HubRequests } from './hub-requests.ts'
import { gateOf, licenceOf, modelSchema, repositoryFields } from './hub-shapes.ts'

/** Repositories have hundreds of files; one with more than this is something else. */
const MOST_FILES = 20_000

/**
 * What a repository holds at its newest commit. Its facts by a request of our own, as `modelInfo` of
 * @huggingface/hub does not know the field with the GGUF facts.
 */
export async function readHubRepository(
  requests: HubRequests,
  repository: string,
  signal: AbortSignal,
): Promise<Repository> {
  const query = new URLSearchParams(
    repositoryFields.map((field): [string, string] => ['expand', field]),
  )
  const path = `/api/models/${encodeName(repository)}?${query.toString()}`
  const response = await requests.get(path, repository, signal)
  const model = await readJson(response, modelSchema)
  // A repository that was renamed answers with its new name.
  const name = encodeName(model.id)
  if (!model.sha || !/^[0-9a-f]{40}$/.test(model.sha)) throw hubFailed(response, 'no commit')
  const files = await listAll(requests, { name, revision: model.sha }, signal)
  const [owner = '', title = owner] = name.split('/')
  return {
    ref: { source: 'huggingface', repository: name },
    revision: model.sha,
    title,
    author: model.author ?? owner,
    licence: licenceOf(model),
    gate: gateOf(model),
    pageUrl: `${requests.endpoint()}/${name}`,
    downloads: model.downloads ?? null,
    likes: model.likes ?? null,
    updatedAt: parseDate(model.lastModified),
    architecture: model.gguf?.architecture ?? null,
    parameters: model.gguf?.total ?? null,
    trainedContext: model.gguf?.context_length ?? null,
    ...groupFiles(files),
  }
}

/** Every file of a commit, page by page, by @huggingface/hub on our own requests. */
async function listAll(
  requests: HubRequests,
  { name, revision }: { name: string; revision: string },
  signal: AbortSignal,
): Promise<RemoteFile[]> {
  const files: RemoteFile[] = []
  const hubUrl = requests.endpoint()
  const listed = listFiles({
    repo: name,
    revision,
    recursive: true,
    hubUrl,
    fetch: createFetch(requests, name, signal),
  })
  for await (const { type, path, size, lfs } of listed) {
    if (type === 'file')
      files.push({ path, bytes: lfs?.size ?? size, sha256: parseSha256(lfs?.oid) })
    if (files.length >= MOST_FILES) break
  }
  return files
}

/**
 * `fetch` for @huggingface/hub. The token is added here, by our rules: the library takes none that
 * does not begin with `hf_`, and would send it wherever a page says the next one is. Mirrors often
 * leave the hub's own host in that address, so only what comes after the host is followed.
 */
function createFetch(requests: HubRequests, name: string, signal: AbortSignal): typeof fetch {
  const endpoint = requests.endpoint()
  return async (input) => {
    const { href } = new URL(input instanceof Request ? input.url : input)
    const path = href.slice(href.indexOf('/api/models/'))
    const response = await requests.get(path, name, signal)
    const { link, 'content-type': type = 'application/json' } = response.headers
    const next = link?.replaceAll(/<[^>]*?(\/api\/models\/[^>]*)>;\s*/g, `<${endpoint}$1>; `)
    const body = await response.text(16 * 1024 * 1024)
    return new Response(body, { headers: { 'content-type': type, ...(next && { link: next }) } })
  }
}
