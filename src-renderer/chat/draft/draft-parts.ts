import type { TFunction } from 'i18next'
import { attachmentUrl } from '../../../src-main/contract/attachments.ts'
import type { Part, PictureDetail } from '../../../src-main/contract/messages.ts'
import type { Draft, DraftItem } from './draft.ts'

function partOf(item: DraftItem, usual: PictureDetail): Part[] {
  if (item.kind === 'clip') return item.clip ? [{ type: 'data-clip', data: item.clip }] : []
  if (item.kind === 'text')
    return item.text === null
      ? []
      : [{ type: 'data-text', data: { name: item.name, text: item.text } }]
  const { attachment, detail = usual, closerLooks = [] } = item
  if (!attachment) return []
  const { id, mediaType } = attachment
  const picture = { mediaType, url: attachmentUrl(id), filename: item.name }
  return [
    {
      type: 'file',
      ...picture,
      ...(detail !== 'fast' && { detail }),
      ...(closerLooks.length > 0 && { closerLooks }),
    },
  ]
}

/** What a message without words asks, in the user's language. */
function neutralQuestion(items: readonly DraftItem[], t: TFunction<'chat'>): string {
  const countOf = (wanted: DraftItem['kind']) => items.filter(({ kind }) => kind === wanted).length
  const [clips, pictures] = [countOf('clip'), countOf('picture')]
  if (clips + pictures === 0) return t(items.length === 1 ? 'question.oneText' : 'question.texts')
  if (clips > 0 && pictures > 0) return t('question.mixed')
  if (clips > 0) return t(clips === 1 ? 'question.oneClip' : 'question.clips')
  return t(pictures === 1 ? 'question.onePicture' : 'question.pictures')
}

/**
 * A draft as the parts of a message: pictures and clips in their order, then the words. `usual` is
 * the detail of pictures nobody chose one for.
 */
export function partsOf(
  { text, items }: Pick<Draft, 'text' | 'items'>,
  t: TFunction<'chat'>,
  usual: PictureDetail,
) {
  const media = items.flatMap((item) => partOf(item, usual))
  const words = text.trim() === '' ? (media.length > 0 ? neutralQuestion(items, t) : '') : text
  const parts: Part[] = words === '' ? media : [...media, { type: 'text', text: words.trim() }]
  return parts
}
