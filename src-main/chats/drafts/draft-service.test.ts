import { expect, test } from 'vitest'
import type { KeptDraft } from '../../contract/drafts.ts'
import { temporaryDatabase } from '../../testing/temporary-database.ts'
import { createDraftService } from './draft-service.ts'

const idOf = (digit: string) => digit.repeat(64)
const attachment = (digit: string) => ({
  id: idOf(digit),
  name: `${digit}.png`,
  mediaType: 'image/png',
  width: 1,
  height: 1,
  bytes: 1,
})
const frame = (digit: string) => ({ attachmentId: idOf(digit), seconds: 1 })
const draft: KeptDraft = {
  text: '你好',
  items: [
    { kind: 'picture', key: '1', name: 'a.png', attachment: attachment('a') },
    {
      kind: 'clip',
      key: '2',
      name: 'b.mp4',
      clip: { name: 'b.mp4', durationSeconds: 2, frames: [frame('b')] },
      removed: [frame('c')],
    },
    { kind: 'text', key: '3', name: 'c.txt', text: 'long' },
  ],
  context: null,
  requestId: null,
}

test('a draft is kept with what it shows, until it is let go', async () => {
  const database = temporaryDatabase()
  const drafts = createDraftService(database)
  const shown = () =>
    database.prepare('select attachment_id from draft_attachments order by 1').pluck().all()
  const first = drafts.follow(undefined)
  expect((await first.next()).value).toEqual({ type: 'snapshot', drafts: {} })
  drafts.keep('chat', draft, 'window')
  drafts.keep('chat', draft, 'window')
  const told = { type: 'draft', draftKey: 'chat', draft, windowId: 'window' }
  expect((await first.next()).value).toEqual(told)
  expect(shown()).toEqual([idOf('a'), idOf('b'), idOf('c')])

  const next = createDraftService(database).follow(undefined)
  expect((await next.next()).value).toEqual({ type: 'snapshot', drafts: { chat: draft } })
  drafts.keep('chat', null, 'window')
  expect(shown()).toEqual([])
})

test('one that cannot be read is passed over', async () => {
  const database = temporaryDatabase()
  const drafts = createDraftService(database)
  drafts.keep('chat', draft, 'window')
  database.prepare(`insert into drafts values ('old', '{"words":1}')`).run()
  const { value } = await drafts.follow(undefined).next()
  expect(value).toEqual({ type: 'snapshot', drafts: { chat: draft } })
})
