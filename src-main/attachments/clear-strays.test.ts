import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDatabase } from '../testing/temporary-database.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createAttachmentRows } from './attachment-rows.ts'
import { clearStrays } from './clear-strays.ts'
import { attachmentFolder, incomingFolder } from './rendering-file.ts'

const DAY = 24 * 60 * 60 * 1000

test('folders that nothing knows go after a day; known, young and kept ones stay', async () => {
  const database = temporaryDatabase()
  const dataFolder = temporaryFolder()
  mkdirSync(incomingFolder(dataFolder), { recursive: true })
  const isThere = (id: string) => existsSync(attachmentFolder(dataFolder, id))
  const add = (age: number) => {
    const id = randomBytes(32).toString('hex')
    const folder = attachmentFolder(dataFolder, id)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'original'), id)
    const at = new Date(Date.now() - age)
    utimesSync(folder, at, at)
    return id
  }
  const [known, young, snapped, stray] = [add(2 * DAY), add(0), add(2 * DAY), add(2 * DAY)]
  createAttachmentRows(database).insert({
    id: known,
    mediaType: 'image/png',
    width: 1,
    height: 1,
    bytes: 1,
  })
  const inSnapshots = async () => new Set([snapped])
  expect(await clearStrays({ database, dataFolder, inSnapshots })).toEqual([stray])
  expect([known, young, snapped, stray].map(isThere)).toEqual([true, true, true, false])
})
