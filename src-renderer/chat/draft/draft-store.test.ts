import { beforeEach, describe, expect, it } from 'vitest'
import type { Attachment } from '../../../src-main/contract/attachments.ts'
import { i18n } from '../../i18n/i18n.ts'
import type { KeptDraft } from '../../../src-main/contract/drafts.ts'
import { carryDrafts, takeCarriedDrafts } from './carried-drafts.ts'
import { type DraftClip, type DraftPicture, isReady } from './draft.ts'
import { keptOf, openDraft } from './kept-draft.ts'
import { partsOf } from './draft-parts.ts'
import {
  addItems,
  addProblems,
  annotateDraft,
  changeItem,
  clearSent,
  draftOf,
  dropItem,
  moveItem,
  useDrafts,
  writeText,
} from './draft-store.ts'

const attachment = (digit: string): Attachment => ({
  id: digit.repeat(64),
  name: `${digit}.png`,
  mediaType: 'image/png',
  width: 4,
  height: 4,
  bytes: 10,
})

const picture = (key: string, ready = true): DraftPicture => ({
  kind: 'picture',
  key,
  name: `${key}.png`,
  state: ready ? 'ready' : 'waiting',
  attachment: ready ? attachment(key) : null,
})

const clip: DraftClip = {
  kind: 'clip',
  key: 'c',
  name: 'c.mp4',
  fraction: 1,
  clip: {
    name: 'c.mp4',
    durationSeconds: 2,
    frames: [{ attachmentId: 'c'.repeat(64), seconds: 1 }],
  },
}

const keysOf = (draftKey: string) => draftOf(draftKey).items.map(({ key }) => key)

beforeEach(() => {
  window.sessionStorage.clear()
  useDrafts.setState({ drafts: {} })
})

describe('drafts', () => {
  it('are kept apart by conversation', () => {
    writeText('a', 'one')
    writeText('b', 'two')
    expect([draftOf('a').text, draftOf('b').text, draftOf('new').text]).toEqual(['one', 'two', ''])
  })

  it('change their order and lose items by name', () => {
    addItems('a', [picture('1'), picture('2'), picture('3')])
    moveItem('a', '1', 2)
    expect(keysOf('a')).toEqual(['2', '3', '1'])
    dropItem('a', '3')
    expect(keysOf('a')).toEqual(['2', '1'])
  })

  it('are another message to the services after every change, and only then', () => {
    annotateDraft('a', { requestId: 'first' })
    addProblems('a', [{ key: 'p', name: 'x', reason: { code: 'folder' } }])
    expect(draftOf('a').requestId).toBe('first')
    writeText('a', 'more')
    expect(draftOf('a').requestId).toBeNull()
  })

  it('ignore what arrives for an item that was removed', () => {
    addItems('a', [picture('1', false)])
    dropItem('a', '1')
    changeItem<DraftPicture>('a', picture('1'), { state: 'ready', attachment: attachment('1') })
    expect(keysOf('a')).toEqual([])
  })

  it('are kept with what is complete, and go on from there', () => {
    writeText('a', '你好')
    addItems('a', [picture('1'), picture('2', false), clip, { ...clip, key: 'd', picking: true }])
    annotateDraft('a', { requestId: 'first', sending: true })
    const kept = JSON.parse(JSON.stringify(keptOf(draftOf('a')))) as KeptDraft
    const opened = openDraft(kept)
    expect(opened).toMatchObject({ text: '你好', requestId: 'first', sending: false })
    expect(opened.items.map(({ key }) => key)).toEqual(['1', 'c', 'd'])
    expect(opened.items.every(isReady)).toBe(true)
    expect(keptOf(opened)).toEqual(kept)
    expect(keptOf(draftOf('empty'))).toBeNull()
  })

  it('are carried over a reload by the tab, unless what it has is damaged', () => {
    writeText('a', 'half')
    const carried = { a: keptOf(draftOf('a')), b: null }
    carryDrafts(carried)
    expect(takeCarriedDrafts()).toEqual(carried)
    expect(takeCarriedDrafts()).toEqual({})
    window.sessionStorage.setItem('carat.drafts', '{"state":')
    expect(takeCarriedDrafts()).toEqual({})
  })

  it('lose only what was acknowledged', () => {
    writeText('a', 'sent')
    addItems('a', [picture('1')])
    const sent = draftOf('a')
    addItems('a', [picture('2')])
    clearSent('a', sent)
    expect(draftOf('a')).toMatchObject({ text: '', requestId: null, sending: false })
    expect(keysOf('a')).toEqual(['2'])
  })
})

describe('parts of a message', () => {
  const english = i18n.getFixedT('en', 'chat')
  const chinese = i18n.getFixedT('zh-CN', 'chat')

  it('are pictures and clips in their order, then the words', () => {
    const parts = partsOf({ text: ' What? ', items: [clip, picture('1')] }, english, 'fast')
    expect(parts.map(({ type }) => type)).toEqual(['data-clip', 'file', 'text'])
    expect(parts.at(-1)).toEqual({ type: 'text', text: 'What?' })
  })

  it.each([
    [[picture('1')], 'What is in this picture?', '图里是什么？'],
    [[picture('1'), picture('2')], 'What is in each picture?', '每张图里有什么？'],
    [[clip], 'What happens in the video?', '视频里发生了什么？'],
    [[clip, picture('1')], 'What do the pictures and videos show?', '这些图片和视频里有什么？'],
  ])('ask a neutral question without words', (items, inEnglish, inChinese) => {
    expect(partsOf({ text: '', items }, english, 'fast').at(-1)).toEqual({
      type: 'text',
      text: inEnglish,
    })
    expect(partsOf({ text: ' ', items }, chinese, 'fast').at(-1)).toEqual({
      type: 'text',
      text: inChinese,
    })
  })

  it('say how finely a picture is looked at, where that is not as one view', () => {
    const closerLooks = [{ x: 0, y: 0, width: 0.5, height: 0.5 }]
    const items: DraftPicture[] = [
      picture('1'),
      { ...picture('2'), detail: 'fast' },
      { ...picture('3'), detail: 'detailed', closerLooks },
    ]
    const lookOf = (usual: 'fast' | 'auto') =>
      partsOf({ text: '', items }, english, usual).flatMap((part) =>
        part.type === 'file' ? [[part.detail, part.closerLooks]] : [],
      )
    expect(lookOf('fast')).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      ['detailed', closerLooks],
    ])
    expect(lookOf('auto')[0]).toEqual(['auto', undefined])
  })

  it('are none for nothing', () => {
    expect(partsOf({ text: '  ', items: [] }, english, 'fast')).toEqual([])
  })
})
