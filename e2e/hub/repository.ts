import { createHash } from 'node:crypto'
import type { Content } from './content.ts'

/** What is offered under one name; files belong to commits and never change within one. */
export interface HubRepository {
  /** `owner/name` */
  name: string
  gate: false | 'auto' | 'manual'
  /** Account that alone may see it; null for a public one. */
  privateTo: string | null
  licence: string | null
  pipeline: string | null
  tags: string[]
  downloads: number
  likes: number
  trending: number
  updatedAt: string
  /** As the hub reads it out of the first GGUF file. */
  gguf: { total: number; architecture: string; context_length: number } | null
  /** By commit, oldest first; `main` is the last. */
  commits: Map<string, Map<string, Content>>
}

/** A repository as a test describes it; the rest is made up, the same each time. */
export type RepositoryPlan = Pick<HubRepository, 'name'> &
  Partial<Omit<HubRepository, 'commits'>> & { files: Record<string, Content> }

/** Makes a repository with one commit. */
export function createRepository(plan: RepositoryPlan): HubRepository {
  const weight = Number.parseInt(hexOf('sha1', plan.name).slice(0, 4), 16)
  const repository: HubRepository = {
    gate: false,
    privateTo: null,
    licence: 'mit',
    pipeline: 'text-generation',
    tags: ['gguf'],
    downloads: weight,
    likes: weight % 997,
    trending: weight % 89,
    updatedAt: new Date(Date.UTC(2026, 0, 1) + weight * 60_000).toISOString(),
    gguf: null,
    ...plan,
    commits: new Map(),
  }
  commitFiles(repository, plan.files)
  return repository
}

/** Publishes another state of all files and answers its commit; earlier ones stay readable. */
export function commitFiles(repository: HubRepository, files: Record<string, Content>): string {
  const list = Object.entries(files).map(([path, content]) => `${path}\0${content.bytes}`)
  const id = hexOf('sha1', [repository.name, repository.commits.size, ...list].join('\n'))
  repository.commits.set(id, new Map(Object.entries(files)))
  return id
}

export const headCommit = (repository: HubRepository): string =>
  [...repository.commits.keys()].at(-1) ?? ''

/** The commit a branch name or commit id stands for; null when there is none. */
export function resolveRevision(repository: HubRepository, revision: string): string | null {
  if (['main', 'master', 'HEAD'].includes(revision)) return headCommit(repository)
  return repository.commits.has(revision) ? revision : null
}

export const filesAt = (repository: HubRepository, commit: string): Map<string, Content> =>
  repository.commits.get(commit) ?? new Map()

/** Whether the hub keeps a file in its large-file store, as its rules for names and sizes say. */
export const isLarge = (path: string, content: Content): boolean =>
  /\.(gguf|safetensors|bin)$/i.test(path) || content.bytes > 10 * 1024 * 1024

/** The id under which the content-addressed store knows a file; as long as a sha256, another hash. */
export const xetHash = (content: Content): string => hexOf('sha256', `xet ${content.sha256}`)

/** Like the ids of the hub's database. */
export const databaseId = (name: string): string => hexOf('sha1', name).slice(0, 24)

const hexOf = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex')
