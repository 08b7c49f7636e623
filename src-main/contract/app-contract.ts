import { applicationContract } from './application.ts'
import { attachmentsContract } from './attachments.ts'
import { chatsContract } from './chats.ts'
import { modelsContract } from './models.ts'
import { settingsContract } from './settings.ts'

/** The one tree of procedures between the window and the services, the same in both hosts. */
export const appContract = {
  application: applicationContract,
  attachments: attachmentsContract,
  chats: chatsContract,
  models: modelsContract,
  settings: settingsContract,
}
