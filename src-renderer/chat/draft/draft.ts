import type { Attachment } from '../../../src-main/contract/attachments.ts'
import type {
  ClipPart,
  ContextChoice,
  PictureDetail,
  Region,
} from '../../../src-main/contract/messages.ts'
import type { ClipSettings } from '../media/clip/clip-settings.ts'
import type { WindowFailure } from '../../rpc/failure.ts'

export interface DraftPicture {
  kind: 'picture'
  key: string
  name: string
  /** `waiting` for its turn, `opening` in the services, `ready` to be sent. */
  state: 'waiting' | 'opening' | 'ready'
  attachment: Attachment | null
  /** How finely it is looked at; missing until chosen, then the model's usual one counts. */
  detail?: PictureDetail
  closerLooks?: Region[]
}

export interface DraftClip {
  kind: 'clip'
  key: string
  name: string
  /** How much of the frames has been picked and stored, 0 to 1. */
  fraction: number
  /** The frames, once all are there. */
  clip: ClipPart['data'] | null
  /** What the frames were picked by; missing where the file is no longer at hand. */
  settings?: ClipSettings
  /** Frames of that choice the user took out, in the order they were. */
  removed?: ClipPart['data']['frames']
  /** Other frames are being picked. */
  picking?: boolean
}

/** A long text that was pasted or dropped. */
export interface DraftText {
  kind: 'text'
  key: string
  name: string
  /** Null while its file is read. */
  text: string | null
}

export type DraftItem = DraftPicture | DraftClip | DraftText

/** Why a file could not be attached, where the window found out by itself. */
export type ClipProblem =
  | { code: 'textEncoding' }
  | { code: 'textTooLong'; limit: number }
  | { code: 'folder' | 'clipCodecUnknown' | 'clipNoVideo' | 'clipEmpty' | 'clipCorrupt' }
  | { code: 'clipCodec'; codec: string }

/** One file that was left out, until the user has read why. */
export interface DraftProblem {
  key: string
  name: string
  reason: WindowFailure | ClipProblem
}

/** Why a message was not sent. */
export type SendProblem =
  | WindowFailure
  | { code: 'busy' | 'noModel' }
  | { code: 'preparing'; count: number }
  | { code: 'tooMany'; limit: number }
  | { code: 'tooLong' }

/** A message that is being put together. */
export interface Draft {
  text: string
  items: readonly DraftItem[]
  /** What the user chose to leave out of the conversation from this message on. */
  context: ContextChoice | null
  problems: readonly DraftProblem[]
  /** Names this very content when it is sent, so that sending it again never doubles it. */
  requestId: string | null
  sending: boolean
  sendProblem: SendProblem | null
}

export const emptyDraft: Draft = {
  text: '',
  items: [],
  context: null,
  problems: [],
  requestId: null,
  sending: false,
  sendProblem: null,
}

export function isReady(item: DraftItem): boolean {
  if (item.kind === 'picture') return item.attachment !== null
  return item.kind === 'text' ? item.text !== null : item.clip !== null && !item.picking
}

/** Drafts by conversation; the one of a new conversation has this key. */
export const NEW_CHAT = 'new'
export const draftKeyOf = (chatId: string | null) => chatId ?? NEW_CHAT
