import { setImmediate } from 'node:timers/promises'
import type { AttachmentStore } from '../../../attachments/attachment-store.ts'
import type { Chat } from '../../../contract/chats.ts'
import type { ExportScope } from '../../../contract/transfer.ts'
import {
  ARCHIVE_VERSION,
  conversationName,
  extensionOf,
  type Manifest,
  MANIFEST_NAME,
} from '../archive/archive-format.ts'
import { attachmentIdsOf } from '../attachment-ids.ts'
import type { ExportedPictures } from './exported-pictures.ts'
import type { ExportReader } from './read-exported.ts'
import type { ZipWriter } from './zip-writer.ts'

interface ArchiveParts {
  scope: ExportScope
  chats: readonly Chat[]
  reader: ExportReader
  attachments: Pick<AttachmentStore, 'get'>
  pictures: ExportedPictures
  zip: ZipWriter
  carat: string
  onChat(): void
}

/** Writes the complete export, see `archive/archive-format.ts`. */
export async function writeArchive(parts: ArchiveParts): Promise<void> {
  const { scope, chats, reader, attachments, pictures, zip, carat, onChat } = parts
  const now = Date.now()
  const listed: Manifest['conversations'] = []
  const wanted = new Set<string>()
  for (const chat of chats) {
    const conversation = reader.readConversation(chat)
    for (const { parts: said } of conversation.messages)
      for (const id of attachmentIdsOf(said)) wanted.add(id)
    const options = { compress: true, time: chat.updatedAt }
    await zip.add(conversationName(chat.id), [JSON.stringify(conversation, null, 1)], options)
    listed.push({ id: chat.id, title: chat.title })
    onChat()
    // Replies that are being written go on meanwhile.
    await setImmediate()
  }
  const used = new Set(chats.map(({ folderId }) => folderId))
  const folders = reader.listFolders().filter(({ id }) => used.has(id))
  const stored: Manifest['attachments'] = []
  for (const id of wanted) {
    const original = await pictures.original(id)
    if (!original) continue
    const { mediaType } = attachments.get(id)
    const file = `attachments/${id}.${extensionOf(mediaType)}`
    await zip.add(file, original.open(), { compress: false, time: now })
    stored.push({ id, file, mediaType })
  }
  const manifest: Manifest = {
    format: 'carat-conversations',
    version: ARCHIVE_VERSION,
    carat,
    exportedAt: now,
    conversations: listed,
    folders: folders.map(({ id, name }) => ({ id, name })),
    assistants: reader.listAssistants(chats),
    prompts: scope.kind === 'all' ? reader.listPrompts() : [],
    attachments: stored,
  }
  await zip.add(MANIFEST_NAME, [JSON.stringify(manifest, null, 1)], { compress: true, time: now })
}
