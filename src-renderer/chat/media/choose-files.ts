const accepted = [
  'image/*',
  'video/*',
  '.heic',
  '.heif',
  '.avif',
  '.tif',
  '.tiff',
  '.bmp',
  '.mp4',
  '.m4v',
  '.mov',
  '.webm',
  '.mkv',
  'text/*',
  '.md',
  '.csv',
  '.json',
].join(',')

/** Opens the system's file picker; resolves with nothing when it is closed without a choice. */
export function chooseFiles(): Promise<File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = accepted
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true })
    input.addEventListener('cancel', () => resolve([]), { once: true })
    input.click()
  })
}
