import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../testing/temporary-folder.ts'
import { makeZip } from '../testing/make-zip.ts'
import { openFiles } from './open-files.ts'
import { createReceivedFiles } from './received-files.ts'

test('what a Mac puts beside each file of an archive or a folder is none of the export', async () => {
  const files = createReceivedFiles(join(temporaryFolder(), 'import'))
  const list = { name: 'export/1.conversation.json', content: '{}' }
  const zip = await makeZip([
    list,
    { name: '__MACOSX/export/._1.conversation.json', content: '\0\x05\x16\x07' },
  ])
  await files.receive(0, 'export.zip', new Blob([zip]))
  await files.receive(1, 'disk\\2.conversation.json', new Blob(['{}']))
  await files.receive(2, 'disk\\._2.conversation.json', new Blob(['\0\x05\x16\x07']))
  const archive = await openFiles(files.list())
  expect(archive.entries.map(({ name }) => name)).toEqual([
    'export/1.conversation.json',
    'disk/2.conversation.json',
  ])
  archive.close()
})
