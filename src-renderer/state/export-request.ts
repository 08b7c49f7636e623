import { create } from 'zustand'
import type { Chat } from '../../src-main/contract/chats.ts'
import type { Message } from '../../src-main/contract/messages.ts'

/** What is to be exported. */
export type ExportRequest =
  | { kind: 'all' }
  | { kind: 'chat'; chat: Pick<Chat, 'id' | 'title'> }
  | { kind: 'folder'; name: string; chatIds: string[] }
  | { kind: 'message'; message: Pick<Message, 'id'> }

/** The export that is being asked about; kept while its dialog closes, so that no words jump. */
export const useExportRequest = create<{ open: boolean; request: ExportRequest }>(() => ({
  open: false,
  request: { kind: 'all' },
}))

/** Opens the dialog of an export. */
export const askToExport = (request: ExportRequest) =>
  useExportRequest.setState({ open: true, request })
