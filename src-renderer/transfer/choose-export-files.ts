/**
 * Opens the system's file picker, for files or for a folder with everything in it; resolves with
 * nothing when it is closed without a choice.
 */
export function chooseExportFiles(kind: 'files' | 'folder'): Promise<File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  if (kind === 'folder') input.webkitdirectory = true
  else input.accept = '.zip,.json,.jsonl'
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true })
    input.addEventListener('cancel', () => resolve([]), { once: true })
    input.click()
  })
}
