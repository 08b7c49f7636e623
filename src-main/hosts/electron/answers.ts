import { BrowserWindow, dialog, safeStorage, session } from 'electron'
import type { SecretStore } from '../../platform/host.ts'
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
