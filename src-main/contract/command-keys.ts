/**
 * Keys of the window's commands; `Mod` is Control, or Command on Apple's systems. Of several the
 * first that a host leaves to the window is shown. The words and what is done are the window's.
 */
export const commandKeys = {
  palette: ['Mod+K'],
  search: ['Mod+Shift+F'],
  find: ['Mod+F'],
  'new-chat': ['Mod+N', 'Mod+Shift+O'],
  'previous-chat': ['Alt+ArrowUp'],
  'next-chat': ['Alt+ArrowDown'],
  'rename-chat': ['F2'],
  'delete-chat': [],
  'export-chat': [],
  'export-all': [],
  import: [],
  'focus-message': ['Shift+Escape'],
  attach: ['Mod+U'],
  stop: ['Escape'],
  'edit-message': [],
  regenerate: [],
  'copy-reply': ['Mod+Shift+C'],
  'choose-model': ['Mod+Shift+L'],
  'models-discover': ['Mod+Shift+M'],
  'models-downloads': [],
  'models-library': [],
  'toggle-sidebar': ['Mod+B'],
  settings: ['Mod+,'],
  shortcuts: ['Mod+/'],
} as const satisfies Record<string, readonly string[]>

export type CommandId = keyof typeof commandKeys
