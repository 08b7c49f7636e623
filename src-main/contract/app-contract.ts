import { applicationContract } from './application.ts'
import { attachmentsContract } from './attachments.ts'
import { chatsContract } from './chats.ts'
import { contextContract } from './context.ts'
import { discoveryContract } from './discovery.ts'
import { downloadsContract } from './downloads.ts'
import { languagesContract } from './languages.ts'
import { draftsContract } from './drafts.ts'
import { historyContract } from './history.ts'
import { modelsContract } from './models.ts'
import { networkContract } from './network.ts'
import { presetsContract } from './presets.ts'
import { searchContract } from './search.ts'
import { settingsContract } from './settings.ts'
import { transferContract } from './transfer.ts'

/** The one tree of procedures between the window and the services, the same in both hosts. */
export const appContract = {
  application: applicationContract,
  attachments: attachmentsContract,
  chats: chatsContract,
  context: contextContract,
  discovery: discoveryContract,
  downloads: downloadsContract,
  languages: languagesContract,
  drafts: draftsContract,
  history: historyContract,
  models: modelsContract,
  network: networkContract,
  presets: presetsContract,
  search: searchContract,
  settings: settingsContract,
  transfer: transferContract,
}
