import type { ImportBeside } from '../../../contract/transfer.ts'
import type { PresetStore } from '../../../presets/preset-store.ts'
import type { OrderService } from '../../order/order-service.ts'
import type { ArchivedAssistant } from '../archive/archive-format.ts'
import type { ImportCommits } from './commit-conversation.ts'
import type { NewBeside } from './find-new-beside.ts'
import type { Growth, Growths } from './grow-conversation.ts'

export interface ImportTrailParts {
  commits: ImportCommits
  growths: Pick<Growths, 'shrink'>
  /** Tells every window that messages of a conversation are gone. */
  announce(chatId: string): void
  presets: Pick<PresetStore, 'adoptAssistants' | 'adoptPrompts' | 'removeAll'>
  order: Pick<OrderService, 'arrange' | 'changeFolder' | 'makeFolder'>
}

export type ImportTrail = ReturnType<typeof createImportTrail>

/** What one import brought that was not here before, and the way back from it. */
export function createImportTrail(parts: ImportTrailParts) {
  const { announce, commits, growths, order, presets } = parts
  const chats = new Set<string>()
  const grown = new Set<Growth>()
  const prompts = new Set<string>()
  const assistants = new Set<string>()
  const folders = new Set<string>()
  /** Looked at before: many conversations name the same one. */
  const seen = new Set<string>()

  const addAll = (ids: readonly string[], to: Set<string>) => ids.forEach((id) => to.add(id))

  const addAssistants = (found: readonly ArchivedAssistant[]) => {
    const unseen = found.filter(({ id }) => !seen.has(id))
    for (const { id } of unseen) seen.add(id)
    if (unseen.length === 0) return
    const known = unseen.map((one) => ({ ...one, modelId: commits.knownModel(one.modelId) }))
    addAll(presets.adoptAssistants(known), assistants)
  }

  /** Also one that was removed a while ago. */
  const addFolder = ({ id, name, place }: NewBeside['folders'][number]) => {
    if (commits.hasFolder(id)) return
    order.makeFolder(id, name)
    order.changeFolder(id, { removed: false, position: place })
    folders.add(id)
  }

  return {
    addAssistants,
    addFolder,
    /** One that is in the list now and was not before. */
    addChat: (chatId: string) => void chats.add(chatId),
    /** Messages that are in one now and were not before. */
    addGrowth: (growth: Growth) => void grown.add(growth),
    addPrompts: (found: NewBeside['prompts']) => addAll(presets.adoptPrompts(found), prompts),

    beside: (): ImportBeside => ({
      prompts: prompts.size,
      assistants: assistants.size,
      folders: folders.size,
    }),

    /**
     * Takes everything back. After a failure it may be repeated; nothing is forgotten before its end.
     * Messages stay that something from later hangs on: says how many.
     */
    undo(): { keptMessages: number } {
      let keptMessages = 0
      for (const growth of grown) {
        keptMessages += growths.shrink(growth).kept
        if (commits.standing(growth.chatId) === 'here') announce(growth.chatId)
      }
      const chatIds = [...chats].filter((chatId) => commits.standing(chatId) === 'here')
      if (chatIds.length > 0) order.arrange([{ chatIds, change: { removed: true } }])
      presets.removeAll('assistant', [...assistants])
      presets.removeAll('prompt', [...prompts])
      // What was put into one meanwhile keeps it.
      for (const id of folders)
        if (commits.hasFolder(id) && commits.isEmptyFolder(id))
          order.changeFolder(id, { removed: true })
      for (const each of [chats, grown, assistants, prompts, folders]) each.clear()
      return { keptMessages }
    },
  }
}
