import {
  type Assistant,
  assistantSchema,
  type PresetKind,
  type PresetsSnapshot,
  type Prompt,
  promptSchema,
  type StarterId,
  starterIds,
} from '../contract/presets.ts'
import type { Database } from '../database/open-database.ts'
import { createBroadcast } from '../platform/broadcast.ts'

interface PresetRow {
  content: string
  removed: number
}

export type PresetStore = ReturnType<typeof createPresetStore>

/** Assistants and prompts, and which of the prompts that came with Carat are hidden. */
export function createPresetStore(database: Database) {
  const rows = database.prepare(
    'select content, removed from presets where kind = ? order by position',
  )
  const ids = database.prepare('select id from presets where kind = ? order by position').pluck()
  const content = database.prepare('select content from presets where id = ? and kind = ?').pluck()
  const write = database.prepare(`
    insert into presets (id, kind, position, content)
    values (@id, @kind, (select coalesce(max(position), 0) + 1 from presets), @content)
    on conflict (id) do update set content = excluded.content where kind = excluded.kind`)
  const setPosition = database.prepare('update presets set position = ? where id = ?')
  const setRemoved = database.prepare('update presets set removed = ? where id = ? and kind = ?')
  const hidden = database.prepare('select id from hidden_starters').pluck()
  const hide = database.prepare('insert or ignore into hidden_starters (id) values (?)')
  const show = database.prepare('delete from hidden_starters where id = ?')
  const changes = createBroadcast<PresetsSnapshot>()

  const listOf = (kind: PresetKind) => rows.all(kind) as PresetRow[]

  const read = (): PresetsSnapshot => ({
    assistants: listOf('assistant').map((row) => ({
      ...assistantSchema.parse(JSON.parse(row.content)),
      removed: row.removed === 1,
    })),
    prompts: listOf('prompt').flatMap((row) =>
      row.removed === 1 ? [] : [promptSchema.parse(JSON.parse(row.content))],
    ),
    hiddenStarters: starterIds.filter((id) => (hidden.all() as string[]).includes(id)),
  })

  const order = (kind: PresetKind, id: string, toPlace: (others: string[]) => number) => {
    const all = ids.all(kind) as string[]
    const others = all.filter((one) => one !== id)
    if (others.length === all.length) return
    const ordered = others.toSpliced(toPlace(others), 0, id)
    for (const [position, one] of ordered.entries()) setPosition.run(position, one)
  }

  const save = (kind: PresetKind, item: Assistant | Prompt, afterId: string | null) => {
    write.run({ id: item.id, kind, content: JSON.stringify(item) })
    if (afterId !== null)
      order(kind, item.id, (others) => others.indexOf(afterId) + 1 || others.length)
  }

  const contentOf = (kind: PresetKind, id: string): object | null => {
    const found = content.get(id, kind) as string | undefined
    return found === undefined ? null : (JSON.parse(found) as object)
  }

  const change = (kind: PresetKind, id: string, part: object) => {
    const found = contentOf(kind, id)
    if (found) write.run({ id, kind, content: JSON.stringify({ ...found, ...part }) })
  }

  /** Where a place among those that are shown is among all. */
  const placeAmongAll = (kind: PresetKind, place: number) => (others: string[]) => {
    const { assistants, prompts } = read()
    const listed = kind === 'assistant' ? assistants.filter(({ removed }) => !removed) : prompts
    const shown = new Set(listed.map(({ id }) => id))
    const before = others.filter((id) => shown.has(id))[place]
    return before === undefined ? others.length : others.indexOf(before)
  }

  const commit = (work: () => void) => {
    database.transaction(work)()
    changes.publish(read())
  }

  return {
    read,
    follow: (signal: AbortSignal | undefined) => changes.follow(signal, read),
    /** Also one that was removed; null for one that never was. */
    assistant(id: string): Assistant | null {
      const found = contentOf('assistant', id)
      return found && assistantSchema.parse(found)
    },
    saveAssistant: (assistant: Assistant, afterId: string | null) =>
      commit(() => save('assistant', assistant, afterId)),
    /**
     * Takes over those that are not in the list, at its end. One that was removed comes back as it is
     * here, since it may answer in conversations. Answers who is in the list now and was not before.
     */
    adoptAssistants(found: readonly PresetsSnapshot['assistants'][number][]): string[] {
      const before = new Map(read().assistants.map(({ id, removed }) => [id, removed]))
      const missing = found.filter(({ id }) => !before.has(id))
      const came = found.filter(({ id, removed }) => !removed && before.get(id) !== false)
      if (missing.length + came.length === 0) return []
      commit(() => {
        for (const { removed, ...assistant } of missing) {
          save('assistant', assistant, null)
          setRemoved.run(Number(removed), assistant.id, 'assistant')
        }
        for (const { id } of came) setRemoved.run(0, id, 'assistant')
      })
      return came.map(({ id }) => id)
    },
    /** Takes over those that are not in the list, also ones that were removed, and answers their ids. */
    adoptPrompts(found: readonly Prompt[]): string[] {
      const before = new Set(read().prompts.map(({ id }) => id))
      const came = found.filter(({ id }) => !before.has(id))
      if (came.length === 0) return []
      commit(() => {
        for (const prompt of came) {
          save('prompt', prompt, null)
          setRemoved.run(0, prompt.id, 'prompt')
        }
      })
      return came.map(({ id }) => id)
    },
    savePrompt: (prompt: Prompt, afterId: string | null) =>
      commit(() => save('prompt', prompt, afterId)),
    /** Changes parts of one; nothing for one that is not there. */
    changeAssistant: (id: string, part: Partial<Omit<Assistant, 'id'>>) =>
      commit(() => change('assistant', id, part)),
    changePrompt: (id: string, part: Partial<Omit<Prompt, 'id'>>) =>
      commit(() => change('prompt', id, part)),
    /** Puts one at a place among those that are shown; nothing for one that is not there. */
    move: (kind: PresetKind, id: string, place: number) =>
      commit(() => order(kind, id, placeAmongAll(kind, place))),
    /** Takes some from their list at once. */
    removeAll(kind: PresetKind, removed: readonly string[]) {
      if (removed.length > 0) commit(() => removed.forEach((id) => setRemoved.run(1, id, kind)))
    },
    remove: (kind: PresetKind, id: string) => commit(() => setRemoved.run(1, id, kind)),
    restore: (kind: PresetKind, id: string) => commit(() => setRemoved.run(0, id, kind)),
    showStarter: (id: StarterId, shown: boolean) => commit(() => (shown ? show : hide).run(id)),
  }
}
