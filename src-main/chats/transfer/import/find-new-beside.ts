import type { PresetStore } from '../../../presets/preset-store.ts'
import type { ImportCommits } from './commit-conversation.ts'
import type { FoundBeside } from './foreign-conversation.ts'

/** What comes beside conversations, whatever of these is chosen. */
export interface NewBeside extends Omit<FoundBeside, 'folders'> {
  folders: readonly { id: string; name: string; place: number }[]
}

/** What conversations that can come bring along themselves, by id. */
export interface BroughtAlong {
  assistants: ReadonlySet<string | null>
  folders: ReadonlySet<string | null>
}

/** Of what an export holds beside conversations, what is not here and comes with none of them. */
export function findNewBeside(
  { prompts, assistants, folders }: FoundBeside,
  along: BroughtAlong,
  presets: Pick<PresetStore, 'read'>,
  commits: Pick<ImportCommits, 'hasFolder'>,
): NewBeside {
  const here = presets.read()
  const ids = new Set([
    ...here.prompts.map(({ id }) => id),
    ...here.assistants.flatMap(({ id, removed }) => (removed ? [] : [id])),
  ])
  return {
    prompts: prompts.filter(({ id }) => !ids.has(id)),
    assistants: assistants.filter(
      ({ id, removed }) => !removed && !ids.has(id) && !along.assistants.has(id),
    ),
    folders: folders
      .map((folder, place) => ({ ...folder, place }))
      .filter(({ id }) => !commits.hasFolder(id) && !along.folders.has(id)),
  }
}
