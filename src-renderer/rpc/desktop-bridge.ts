/** What Electron's preload adds to the window; missing in a browser. */
export interface DesktopBridge {
  platform: string
  /** Asks for a port to the services; it arrives as a window message `carat:port`. */
  requestPort(): void
  /** Opens an http, https or mailto address in the system's browser. */
  openLink(url: string): void
  /** Tells the native menu its words. */
  setMenuWords(words: Record<string, string>): void
  /** Files the system opened Carat with since they were last taken. */
  takeOpened(): Promise<OpenedFiles>
  /** Shows words outside the window. */
  notify(notice: Notice): void
  /** Where a dropped file lies on this computer; null for one that has no path. */
  pathOf(file: File): string | null
}

/** Files the system opened Carat with; models by their paths, others to be fetched once. */
export interface OpenedFiles {
  models: string[]
  media: { name: string; url: string }[]
}

/** Words outside the window. */
export interface Notice {
  /** Tells what a click opens; a later one with the same id takes its place. */
  id: string
  title: string
  body: string
}

declare global {
  interface Window {
    carat?: DesktopBridge
  }
}

const isOwn = (event: MessageEvent) => event.source === window

/** The port that a window message hands over, or null if the message is something else. */
export function portFrom(event: MessageEvent): MessagePort | null {
  if (!isOwn(event) || event.data !== 'carat:port') return null
  return event.ports[0] ?? null
}

/** The command of the message `{ type: 'carat:command', command }`, or null for any other. */
export function commandFrom(event: MessageEvent): string | null {
  if (!isOwn(event) || event.data?.type !== 'carat:command') return null
  return String(event.data.command)
}

/** Whether more files were opened with Carat. */
export const isOpenedMessage = (event: MessageEvent) =>
  isOwn(event) && event.data?.type === 'carat:opened'

/** The id of the notification that was clicked, or null for any other message. */
export function clickedNotice(event: MessageEvent): string | null {
  if (!isOwn(event) || event.data?.type !== 'carat:notification-clicked') return null
  return event.data.id as string
}
