import { z } from 'zod'
import type { SearchPage, SearchQuery, SearchResult } from '../../../contract/model-sources.ts'
import { readFileName } from '../file-names.ts'
import { parseDate, readJson } from '../hub-answers.ts'
import type { HubRequests } from './hub-requests.ts'
import { gateOf, type HubModel, licenceOf, modelListSchema, searchFields } from './hub-shapes.ts'

const PAGE_SIZE = 24
/** Filters of our own may leave little of a page; so many more are read before it is given out. */
const MOST_PAGES = 4
const ENOUGH_RESULTS = 10

/** The hub's names for orders, all descending, and what it orders by. */
const sorts: Record<SearchQuery['sort'], { field: string; value(model: HubModel): number }> = {
  downloads: { field: 'downloads', value: ({ downloads }) => downloads ?? 0 },
  likes: { field: 'likes', value: ({ likes }) => likes ?? 0 },
  updated: { field: 'lastModified', value: ({ lastModified }) => parseDate(lastModified) ?? 0 },
  trending: { field: 'trendingScore', value: ({ trendingScore }) => trendingScore ?? 0 },
}

/** Tasks of models that see pictures; the hub filters by one at a time. */
const pictureTasks = ['image-text-to-text', 'any-to-any']

/**
 * Where one list goes on: the hub's cursor of a page (null for the first) and how many of that page
 * were given out already. The answers of several lists are merged without being kept.
 */
const placeSchema = z.object({ cursor: z.string().nullable(), given: z.number().int().min(0) })
type Place = z.infer<typeof placeSchema>
/** For each list its place, or null when it is at its end. */
const placesSchema = z.array(placeSchema.nullable())

/**
 * Searches GGUF repositories. Not by `listModels` of @huggingface/hub: it hands out no cursor to go
 * on from later and does not know the field with the GGUF facts.
 */
export async function searchHub(
  requests: HubRequests,
  query: SearchQuery,
  signal: AbortSignal,
): Promise<SearchPage> {
  const tasks = query.pictures ? pictureTasks : [null]
  let places = readCursor(query.cursor, tasks.length)
  const results: SearchResult[] = []
  for (let page = 0; page < MOST_PAGES && results.length < ENOUGH_RESULTS; page++) {
    const reading = tasks.map(async (task, at) => {
      const place = places[at] ?? null
      return place && (await readList(requests, { query, task, place }, signal))
    })
    // Where a page goes on is known only from the one before.
    const { models, rest } = merge(await Promise.all(reading), sorts[query.sort].value)
    results.push(...models.filter((model) => isWanted(model, query)).map(toResult))
    places = rest
    if (rest.every((place) => place === null)) return { results, cursor: null }
  }
  return { results, cursor: Buffer.from(JSON.stringify(places)).toString('base64url') }
}

interface List {
  models: HubModel[]
  place: Place
  next: string | null
}

async function readList(
  requests: HubRequests,
  { query, task, place }: { query: SearchQuery; task: string | null; place: Place },
  signal: AbortSignal,
): Promise<List> {
  const parameters = new URLSearchParams({
    filter: 'gguf',
    sort: sorts[query.sort].field,
    limit: String(PAGE_SIZE),
    ...(query.text.trim() && { search: query.text.trim() }),
    ...(task && { pipeline_tag: task }),
    ...(query.mostParameters !== null && {
      num_parameters: `max:${inUnits(query.mostParameters)}`,
    }),
    ...(place.cursor !== null && { cursor: place.cursor }),
  })
  for (const field of searchFields) parameters.append('expand', field)
  const response = await requests.get(`/api/models?${parameters.toString()}`, query.text, signal)
  const next = nextCursor(response.headers.link)
  const models = await readJson(response, modelListSchema)
  return { models: models.slice(place.given), place, next }
}

/**
 * Gives out models of all lists in order until one list that goes on has no more here: what comes
 * after could belong between. The others go on from where they were left.
 */
function merge(lists: (List | null)[], value: (model: HubModel) => number) {
  const left = lists.map((list) => list && { ...list, models: [...list.models] })
  const models: HubModel[] = []
  while (!left.some((list) => list?.models.length === 0 && list.next !== null)) {
    const [best] = left
      .filter((list) => list !== null && list.models.length > 0)
      .toSorted((one, other) => value(other!.models[0]!) - value(one!.models[0]!))
    const model = best?.models.shift()
    if (!model) break
    models.push(model)
  }
  const rest = left.map((list, at): Place | null => {
    if (!list) return null
    const given = lists[at]!.models.length - list.models.length
    if (list.models.length > 0) return { ...list.place, given: list.place.given + given }
    return list.next === null ? null : { cursor: list.next, given: 0 }
  })
  return { models, rest }
}

/** A repository that is said to see pictures but has no encoder for them cannot. */
function isWanted(model: HubModel, query: SearchQuery): boolean {
  if (query.pictures && hasProjector(model) === false) return false
  const parameters = model.gguf?.total
  return query.mostParameters === null || !parameters || parameters <= query.mostParameters
}

function hasProjector({ siblings }: HubModel): boolean | null {
  if (!siblings) return null
  return siblings.some(({ rfilename }) => readFileName(rfilename)?.role === 'projector')
}

function toResult(model: HubModel): SearchResult {
  const [owner = '', name = owner] = model.id.split('/')
  return {
    ref: { source: 'huggingface', repository: model.id },
    title: name,
    author: model.author ?? owner,
    licence: licenceOf(model),
    gate: gateOf(model),
    downloads: model.downloads ?? null,
    likes: model.likes ?? null,
    updatedAt: parseDate(model.lastModified),
    pictures: hasProjector(model) ?? (pictureTasks.includes(model.pipeline_tag ?? '') || null),
    parameters: model.gguf?.total ?? null,
  }
}

function readCursor(cursor: string | null, lists: number): (Place | null)[] {
  const first = Array.from({ length: lists }, (): Place => ({ cursor: null, given: 0 }))
  if (cursor === null) return first
  try {
    const places = placesSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return places.length === lists ? places : first
  } catch {
    return first
  }
}

/** Only the cursor of the next address: mirrors often leave the hub's own host in it. */
function nextCursor(link: string | undefined): string | null {
  const address = /<([^>]+)>\s*;\s*rel="?next"?/.exec(link ?? '')?.[1]
  if (address === undefined || !URL.canParse(address, 'https://hub.invalid')) return null
  return new URL(address, 'https://hub.invalid').searchParams.get('cursor')
}

/** As the hub's filter takes numbers: `4.3B`, `270M`. */
const inUnits = (parameters: number) =>
  parameters >= 1e9
    ? `${Number((parameters / 1e9).toFixed(3))}B`
    : `${Number((parameters / 1e6).toFixed(3))}M`
