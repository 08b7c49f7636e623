import { join } from 'node:path'
import { app, BrowserWindow, dialog, safeStorage, session } from 'electron'
import type { SecretStore } from '../../platform/host.ts'
import { printPdf } from './print-pdf.ts'
import type { Question } from './relay-messages.ts'

/** What Electron's own modules know and only this process may ask; see `Question`. */
export async function answer(question: Question): Promise<string | null> {
  switch (question.kind) {
    case 'resolve-proxy':
      return firstProxy(await session.defaultSession.resolveProxy(question.url))
    case 'seal':
      return (await safeStorage.encryptStringAsync(question.secret)).toString('base64')
    case 'unseal':
      return (await safeStorage.decryptStringAsync(Buffer.from(question.sealed, 'base64'))).result
    case 'choose-folder':
      return await chooseFolder()
    case 'choose-save-path':
      return await chooseSavePath(question.name)
    case 'print-pdf':
      await printPdf(question.htmlFile, question.pdfFile)
      return null
  }
}

/** How safe `safeStorage` is here: without a keyring Linux only obscures. */
export const secretStorage = (): SecretStore['storage'] =>
  process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text'
    ? 'plain-keychain'
    : 'keychain'

/** Turns Chromium's answer, such as `PROXY proxy:8080; DIRECT`, into an address or null. */
function firstProxy(list: string): string | null {
  const [kind, address] = list.split(';')[0]?.trim().split(/\s+/) ?? []
  if (!address) return null
  if (kind === 'PROXY' || kind === 'HTTP') return `http://${address}`
  if (kind === 'HTTPS') return `https://${address}`
  return kind === 'SOCKS' || kind === 'SOCKS5' ? `socks5://${address}` : null
}

async function chooseFolder(): Promise<string | null> {
  const [window] = BrowserWindow.getAllWindows()
  const options = { properties: ['openDirectory' as const, 'createDirectory' as const] }
  const { filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  return filePaths[0] ?? null
}

async function chooseSavePath(name: string): Promise<string | null> {
  const [window] = BrowserWindow.getAllWindows()
  const options = {
    defaultPath: join(app.getPath('documents'), name),
    properties: ['createDirectory' as const, 'showOverwriteConfirmation' as const],
  }
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options))
  return canceled || filePath === '' ? null : filePath
}
