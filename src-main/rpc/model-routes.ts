import { implement, type Router } from '@orpc/server'
import { modelsContract } from '../contract/models.ts'
import type { Services } from '../services.ts'
import { mapFailures } from './map-failures.ts'

/** The models on this computer. */
export function createModelRoutes(services: Services): Router<typeof modelsContract, object> {
  const { models } = services
  const procedures = implement(modelsContract).use(mapFailures)
  return procedures.router({
    follow: procedures.follow.handler(({ signal }) => models.follow(signal)),
    buildVisionEngine: procedures.buildVisionEngine.handler(() => {
      models.buildVisionEngine()
      return {}
    }),
    machine: procedures.machine.handler(({ signal }) => models.machine(signal)),
    fit: procedures.fit.handler(({ input, signal }) =>
      models.fit(input.modelId, input.options, signal),
    ),
    findForeignStores: procedures.findForeignStores.handler(({ signal }) =>
      models.findForeignStores(signal),
    ),
    chooseFolder: procedures.chooseFolder.handler(async () => ({
      path: await services.chooseFolder(),
    })),
    addRoot: procedures.addRoot.handler(async ({ input }) => {
      services.requireAllowedPath(input.path)
      return { rootId: await models.addRoot(input.kind, input.path) }
    }),
    importFile: procedures.importFile.handler(async ({ input, signal }) => {
      services.requireAllowedPath(input.path)
      return { modelId: await models.importFile(input.path, signal) }
    }),
    load: procedures.load.handler(({ input }) => {
      models.load(input.modelId)
      return {}
    }),
    unload: procedures.unload.handler(({ input }) => {
      models.unload(input.modelId)
      return {}
    }),
    measure: procedures.measure.handler(async ({ input, signal }) =>
      models.measure(input.modelId, signal),
    ),
    rename: procedures.rename.handler(async ({ input }) => {
      await models.rename(input.modelId, input.name)
      return {}
    }),
    setOptions: procedures.setOptions.handler(async ({ input }) => {
      await models.setOptions(input.modelId, input.options)
      return {}
    }),
    remove: procedures.remove.handler(async ({ input }) => {
      await models.remove(input.modelId)
      return {}
    }),
    restore: procedures.restore.handler(async ({ input }) => {
      await models.restore(input.modelId)
      return {}
    }),
    purge: procedures.purge.handler(async ({ input }) => {
      await models.purge(input.modelId)
      return {}
    }),
    move: procedures.move.handler(async ({ input }) => {
      await models.move(input.modelId, input.rootId)
      return {}
    }),
    verify: procedures.verify.handler(async ({ input }) => {
      await models.verify(input.modelId)
      return {}
    }),
    repair: procedures.repair.handler(async ({ input }) => {
      await models.repair(input.modelId)
      return {}
    }),
    stopTask: procedures.stopTask.handler(async ({ input }) => {
      await models.stopTask(input.modelId)
      return {}
    }),
    removeRoot: procedures.removeRoot.handler(async ({ input }) => {
      await models.removeRoot(input.rootId)
      return {}
    }),
    setDefaultRoot: procedures.setDefaultRoot.handler(async ({ input }) => {
      await models.setDefaultRoot(input.rootId)
      return {}
    }),
  })
}
