import type { TFunction } from 'i18next'
import { failureText } from '../../i18n/failure-text.ts'
import type { DraftProblem, SendProblem } from '../draft/draft.ts'

/** Why a file was left out: what happened, what was kept, what to do. */
export function problemText(t: TFunction<'chat'>, { name, reason }: DraftProblem): string {
  switch (reason.code) {
    case 'clipCodec':
      return t('problem.clipCodec', { name, codec: reason.codec })
    case 'textTooLong':
      return t('problem.textTooLong', { name, limit: reason.limit })
    case 'textEncoding':
    case 'folder':
    case 'clipCodecUnknown':
    case 'clipNoVideo':
    case 'clipEmpty':
    case 'clipCorrupt':
      return t(`problem.${reason.code}`, { name })
    default:
      return failureText(t, reason)
  }
}

/** Why a message was not sent. */
export function sendProblemText(t: TFunction<'chat'>, problem: SendProblem): string {
  switch (problem.code) {
    case 'busy':
    case 'noModel':
    case 'tooLong':
      return t(`composer.${problem.code}`)
    case 'preparing':
      return t('composer.preparing', { count: problem.count })
    case 'tooMany':
      return t('composer.tooMany', { limit: problem.limit })
    default:
      return failureText(t, problem)
  }
}
