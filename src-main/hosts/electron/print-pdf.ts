import { writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { BrowserWindow, session } from 'electron'

/**
 * Prints a document that Carat wrote. Its window is never shown, runs no scripts, has a session of its
 * own without a disk, and is given nothing but that one file.
 */
export async function printPdf(htmlFile: string, pdfFile: string): Promise<void> {
  const page = pathToFileURL(htmlFile).href
  const printing = session.fromPartition(`print-${crypto.randomUUID()}`, { cache: false })
  printing.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: url !== page && !url.startsWith('data:') }),
  )
  printing.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: printing,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
    },
  })
  try {
    await window.loadURL(page)
    const pdf = await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    })
    await writeFile(pdfFile, pdf, { flag: 'wx', mode: 0o600 })
  } finally {
    window.destroy()
  }
}
