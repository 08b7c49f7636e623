import type { PersistStorage, StorageValue } from 'zustand/middleware'

const PAUSE_MS = 300

/**
 * Writes to the tab's storage when typing pauses and when the page goes away, not with every key: a
 * long text would make each of them slow. What does not fit is left out.
 */
export function createPausedStorage<State>(): PersistStorage<State> {
  let waiting: { name: string; value: StorageValue<State> } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = () => {
    clearTimeout(timer)
    if (!waiting) return
    const { name, value } = waiting
    waiting = null
    try {
      window.sessionStorage.setItem(name, JSON.stringify(value))
    } catch {
      window.sessionStorage.removeItem(name)
    }
  }
  window.addEventListener('pagehide', write)
  return {
    getItem(name) {
      try {
        return JSON.parse(window.sessionStorage.getItem(name) ?? 'null') as StorageValue<State>
      } catch {
        return null
      }
    },
    setItem(name, value) {
      waiting = { name, value }
      clearTimeout(timer)
      timer = setTimeout(write, PAUSE_MS)
    },
    removeItem(name) {
      waiting = null
      window.sessionStorage.removeItem(name)
    },
  }
}
