const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

const takesText = (event: DragEvent) =>
  event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement

/** A model's file, to be used where it lies, and nothing to attach to a message. */
export const isModelFile = ({ name }: Pick<File, 'name'>) => /\.gguf$/i.test(name)

/** An archive of conversations, to be imported; nothing that could be attached to a message is one. */
export const isExportFile = ({ name }: Pick<File, 'name'>) =>
  /\.zip$|\.conversation\.json$/i.test(name)

/** Folders arrive as files without content; only the entry tells them apart. */
export function sortDropped(transfer: DataTransfer): { files: File[]; folders: string[] } {
  const files: File[] = []
  const folders: string[] = []
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue
    const entry = item.webkitGetAsEntry()
    const file = item.getAsFile()
    if (entry?.isDirectory) folders.push(entry.name)
    else if (file) files.push(file)
  }
  return { files, folders }
}

/**
 * Listens for files dragged over the window until the signal aborts; `onChange` tells whether some
 * are. Several may listen: each takes the files that are for it.
 */
export function listenForDrops(
  onFiles: (transfer: DataTransfer) => void,
  onChange: (over: boolean) => void,
  signal: AbortSignal,
) {
  // Each element on the way is entered before the last one is left, so the two are counted.
  let depth = 0
  const set = (next: number) => {
    depth = Math.max(0, next)
    onChange(depth > 0)
  }
  const listen = (
    name: 'dragenter' | 'dragleave' | 'dragover' | 'drop',
    take: (event: DragEvent) => void,
  ) => window.addEventListener(name, take, { signal })
  listen('dragenter', (event) => carriesFiles(event) && set(depth + 1))
  listen('dragleave', (event) => carriesFiles(event) && set(depth - 1))
  listen('dragover', (event) => {
    if (carriesFiles(event)) {
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    }
  })
  listen('drop', (event) => {
    set(0)
    // Whatever it is, the window must not leave the page for it.
    if (carriesFiles(event) || !takesText(event)) event.preventDefault()
    if (carriesFiles(event) && event.dataTransfer) onFiles(event.dataTransfer)
  })
}
