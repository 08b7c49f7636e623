import type { TFunction } from 'i18next'
import type { DocumentWords } from '../../src-main/contract/transfer.ts'
import { directionOf } from '../i18n/language-facts.ts'

/** The words an exported document shows, in the language of the window. */
export const documentWords = (t: TFunction<'transfer'>, language: string): DocumentWords => ({
  language,
  direction: directionOf(language),
  everything: t('document.everything'),
  untitled: t('document.untitled'),
  you: t('document.you'),
  reply: t('document.reply'),
  contents: t('document.contents'),
  pictureGone: t('document.pictureGone'),
  frameAt: t('document.frameAt'),
  endings: {
    stopped: t('document.endings.stopped'),
    length: t('document.endings.length'),
    failed: t('document.endings.failed'),
    interrupted: t('document.endings.interrupted'),
  },
})
