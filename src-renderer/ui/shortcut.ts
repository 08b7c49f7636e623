const onApple = /Mac|iPhone|iPad/.test(navigator.platform)

/** A shortcut with the system's command key as people read it, e.g. `⌘B` or `Ctrl+B`. */
export const shortcutLabel = (key: string) => (onApple ? `⌘${key}` : `Ctrl+${key}`)

/** Whether exactly the system's command key is held. */
export const hasCommandKey = (event: KeyboardEvent) =>
  (onApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey) &&
  !event.altKey &&
  !event.shiftKey
