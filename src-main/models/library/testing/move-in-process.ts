import { createTestLibrary } from './create-test-library.ts'

/** For tests: a process that moves a model, to be killed on the way. Arguments: data folder, model, root. */
const [dataFolder = '', modelId = '', rootId = ''] = process.argv.slice(2)
const { library } = await createTestLibrary({
  dataFolder,
  homeFolder: dataFolder,
  otherDrives: true,
})
await library.move(modelId, rootId)
process.stdout.write('moving\n')
