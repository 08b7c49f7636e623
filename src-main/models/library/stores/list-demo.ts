import { join } from 'node:path'
import { z } from 'zod'
import type { FileGroup } from '../file-groups.ts'
import { readSmallJson } from './read-small-file.ts'

const schema = z.object({ name: z.string(), model: z.string(), projector: z.string() })

/** The model that ships with Carat, as its `model.json` names it. */
export async function listDemoGroups(folder: string): Promise<FileGroup[]> {
  const { model, name, projector } = schema.parse(await readSmallJson(join(folder, 'model.json')))
  const files = [model, projector].map((file) => ({ path: join(folder, file), sha256: null }))
  return [{ files, name, origin: null }]
}
