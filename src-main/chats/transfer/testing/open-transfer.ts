import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { createAttachmentStore } from '../../../attachments/attachment-store.ts'
import type { DocumentWords, ExportState, ImportState } from '../../../contract/transfer.ts'
import { openDatabase } from '../../../database/open-database.ts'
import { createPixels } from '../../../media/pixels-process.ts'
import { forkChild } from '../../../platform/fork-child.ts'
import type { Host } from '../../../platform/host.ts'
import { temporaryFolder } from '../../../testing/temporary-folder.ts'
import { createExportService } from '../export-service.ts'
import { createPresetStore } from '../../../presets/preset-store.ts'
import { createOrderService } from '../../order/order-service.ts'
import { createImportService, type ImportServiceParts } from '../import-service.ts'
import { createTransferFolders } from '../transfer-folders.ts'

const root = resolve(import.meta.dirname, '../../../..')

export const words: DocumentWords = {
  language: 'en',
  direction: 'ltr',
  everything: 'Carat conversations',
  untitled: 'Conversation',
  you: 'You',
  reply: 'Reply',
  contents: 'Contents',
  pictureGone: 'no longer there',
  frameAt: 'Frame at',
  endings: { stopped: 'Stopped.', length: 'Full.', failed: 'Failed.', interrupted: 'Cut off.' },
}

/** For tests: exports and imports of one profile, with a real database and a real picture decoder. */
export function openTransfer(
  dataFolder = temporaryFolder(),
  { patienceMs }: Pick<ImportServiceParts, 'patienceMs'> = {},
) {
  const database = openDatabase({
    dataFolder,
    migrationsFolder: join(root, 'resources/migrations'),
  })
  const host: Pick<Host, 'spawnChild'> = {
    spawnChild: (entry) => forkChild(join(root, `src-main/${entry}/main.ts`)),
  }
  const pixels = createPixels(host)
  const attachments = createAttachmentStore({ database, dataFolder, pixels })
  const folders = createTransferFolders(dataFolder)
  const announced: string[] = []
  const presets = createPresetStore(database)
  const order = createOrderService({
    database,
    feed: { arranged: () => {} },
    stopReplies: () => {},
    forgetConversation: () => {},
    removeUnusedAttachments: attachments.removeUnused,
  })
  const exports = createExportService({
    database,
    attachments,
    folders,
    presets,
    host: { dataFolder, version: '1.2.3', chooseSavePath: null, printPdf: null },
  })
  const imports = createImportService({
    database,
    attachments,
    folders,
    host,
    chats: { announce: (id) => announced.push(id), order },
    presets,
    ...(patienceMs !== undefined && { patienceMs }),
  })
  onTestFinished(async () => {
    await Promise.all([exports.dispose(), imports.dispose(), order.dispose()])
    await pixels.dispose()
    database.close()
  })
  return { attachments, announced, database, dataFolder, exports, folders, imports, order, presets }
}
export type OpenTransfer = ReturnType<typeof openTransfer>

/** The last state of an export or import. */
export async function ending<State extends ExportState | ImportState>(
  states: AsyncGenerator<State, void, void>,
  until: (state: State) => boolean = () => false,
): Promise<State> {
  let last: State | undefined
  for await (const state of states) {
    last = state
    if (until(state)) break
  }
  if (!last) throw new Error('nothing was told')
  return last
}

export interface TestFile {
  name: string
  content: string | Uint8Array<ArrayBuffer>
}

/** Gives files to an import and waits for what was found in them. */
export async function inspectFiles({ imports }: OpenTransfer, files: readonly TestFile[]) {
  const id = imports.begin()
  for (const [index, { name, content }] of files.entries())
    await imports.receive(id, index, name, new Blob([content]))
  imports.inspect(id)
  const state = await ending(imports.follow(id, undefined), ({ kind }) => kind === 'preview')
  return { id, state }
}

/** Imports everything that is new in some files. */
export async function importFiles(transfer: OpenTransfer, files: readonly TestFile[]) {
  const { id, state } = await inspectFiles(transfer, files)
  if (state.kind !== 'preview') throw new Error(`no preview: ${JSON.stringify(state)}`)
  const { preview } = state
  const chosen = preview.conversations.filter(({ standing }) => standing !== 'here')
  if (chosen.length === 0) return { id, preview, state }
  transfer.imports.run(id, new Set(chosen.map((each) => each.id)))
  return { id, preview, state: await ending(transfer.imports.follow(id, undefined)) }
}
