import type { HttpClient } from '../../../network/http.ts'
import type { HubAccess } from '../../../network/hub-access.ts'
import { CaratError } from '../../../platform/carat-error.ts'
import { isPlainPath } from '../file-names.ts'
import { linkedLength, toLocation } from '../find-file.ts'
import { notFound, parseSha256 } from '../hub-answers.ts'
import type { FileLocation, ModelSource, RemotePath } from '../model-source.ts'
import { createHubRequests, encodeName } from './hub-requests.ts'
import { hubHeaders } from './hub-shapes.ts'
import { readHubRepository } from './repository.ts'
import { searchHub } from './search.ts'

/** The Hugging Face hub, or a mirror of it. */
export function createHuggingFaceSource(http: HttpClient, access: HubAccess): ModelSource {
  const requests = createHubRequests(http, access)

  /**
   * Where the bytes are by plain HTTP. Not by `fileDownloadInfo` of @huggingface/hub: it asks for
   * Xet, and hides the address behind it that ranges can be had from. The Xet headers are ignored.
   */
  async function locate(file: RemotePath, signal: AbortSignal): Promise<FileLocation> {
    const { repository } = file.ref
    if (!isPlainPath(file.path)) throw notFound(repository)
    const path = file.path.split('/').map(encodeStep).join('/')
    const address = `/${encodeName(repository)}/resolve/${encodeStep(file.revision)}/${path}`
    const found = await requests.find(address, repository, signal)
    const said = (name: string) =>
      found.answers.find((headers) => headers[name] !== undefined)?.[name]
    const commit = said(hubHeaders.commit)
    if (isCommit(file.revision) && commit !== undefined && commit !== file.revision)
      throw new CaratError('DOWNLOAD_CHANGED', { name: file.path })
    return toLocation(found, {
      bytes: linkedLength(found.answers),
      sha256: parseSha256(said(hubHeaders.linkedEtag)),
    })
  }

  async function checkAccess(repository: string, signal: AbortSignal): Promise<void> {
    const path = `/api/models/${encodeName(repository)}/auth-check`
    try {
      const response = await requests.get(path, repository, signal)
      response.discard()
    } catch (error) {
      if (!(error instanceof CaratError) || error.code !== 'HUB_NOT_FOUND') throw error
      // Not every mirror has that question; a file of the repository answers it as well.
      const { ref, revision, variants } = await readHubRepository(requests, repository, signal)
      const [file] = variants[0]?.files ?? []
      if (file) await locate({ ref, revision, path: file.path }, signal)
    }
  }

  return {
    kind: 'huggingface',
    search: (query, signal) => searchHub(requests, query, signal),
    readRepository: (ref, signal) => readHubRepository(requests, ref.repository, signal),
    checkAccess: ({ repository }, signal) => checkAccess(repository, signal),
    locate,
  }
}

const isCommit = (revision: string) => /^[0-9a-f]{40}$/.test(revision)
const encodeStep = (text: string) => encodeURIComponent(text.toWellFormed())
