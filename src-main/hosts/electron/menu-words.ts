import { z } from 'zod'

/** The words of the native menu in English, as macOS and the window's own words write them. */
export const englishMenuWords = {
  file: 'File',
  newChat: 'New chat',
  search: 'Search everything said',
  settings: 'Settings…',
  quit: 'Quit',
  close: 'Close window',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  pasteAndMatchStyle: 'Paste as plain text',
  delete: 'Delete',
  selectAll: 'Select all',
  view: 'View',
  palette: 'Command palette',
  models: 'Models',
  sidebar: 'Show or hide the sidebar',
  resetZoom: 'Actual size',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  togglefullscreen: 'Full screen',
  window: 'Window',
  minimize: 'Minimize',
  zoom: 'Zoom',
  front: 'Bring all to front',
  help: 'Help',
  shortcuts: 'Keyboard shortcuts',
  about: 'About Carat',
  services: 'Services',
  hide: 'Hide Carat',
  hideOthers: 'Hide others',
  unhide: 'Show all',
}
export type MenuWord = keyof typeof englishMenuWords
export type MenuWords = Record<MenuWord, string>

const givenSchema = z.record(z.string(), z.string().min(1).max(80))

/** What the window says the menu's words are, in English where it does not; null for no words. */
export function menuWordsFrom(given: unknown): MenuWords | null {
  const parsed = givenSchema.safeParse(given)
  if (!parsed.success) return null
  const words = { ...englishMenuWords }
  for (const name of Object.keys(words) as MenuWord[])
    words[name] = parsed.data[name] ?? words[name]
  return words
}
