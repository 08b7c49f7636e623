import { implement, type Router } from '@orpc/server'
import { presetsContract } from '../contract/presets.ts'
import type { Services } from '../services.ts'
import { mapFailures } from './map-failures.ts'

/** Assistants and prompts. */
export function createPresetRoutes(services: Services): Router<typeof presetsContract, object> {
  const { presets } = services
  const procedures = implement(presetsContract).use(mapFailures)
  return procedures.router({
    follow: procedures.follow.handler(async ({ signal }) => presets.follow(signal)),
    saveAssistant: procedures.saveAssistant.handler(({ input: { afterId, ...assistant } }) => {
      presets.saveAssistant(assistant, afterId)
      return {}
    }),
    savePrompt: procedures.savePrompt.handler(({ input: { afterId, ...prompt } }) => {
      presets.savePrompt(prompt, afterId)
      return {}
    }),
    changeAssistant: procedures.changeAssistant.handler(({ input: { id, change } }) => {
      presets.changeAssistant(id, change)
      return {}
    }),
    changePrompt: procedures.changePrompt.handler(({ input: { id, change } }) => {
      presets.changePrompt(id, change)
      return {}
    }),
    move: procedures.move.handler(({ input: { kind, id, place } }) => {
      presets.move(kind, id, place)
      return {}
    }),
    remove: procedures.remove.handler(({ input: { kind, id } }) => {
      presets.remove(kind, id)
      return {}
    }),
    restore: procedures.restore.handler(({ input: { kind, id } }) => {
      presets.restore(kind, id)
      return {}
    }),
    showStarter: procedures.showStarter.handler(({ input: { starterId, shown } }) => {
      presets.showStarter(starterId, shown)
      return {}
    }),
  })
}
