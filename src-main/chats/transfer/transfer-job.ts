import { createBroadcast } from '../../platform/broadcast.ts'

/** Work that goes on by itself while windows follow how it stands. */
export interface TransferJob<State> {
  state(): State
  /** Tells every follower; nothing is told after an end. */
  set(state: State): void
  signal: AbortSignal
  cancel(): void
  /** How it stands, then every change; closes after an end. */
  follow(signal: AbortSignal | undefined): AsyncGenerator<State, void, void>
}

/** @param isEnd whether a state is the last one */
export function createTransferJob<State>(
  first: State,
  isEnd: (state: State) => boolean,
): TransferJob<State> {
  const changes = createBroadcast<State>()
  const controller = new AbortController()
  let current = first
  return {
    state: () => current,
    set(state) {
      if (isEnd(current)) return
      current = state
      changes.publish(state)
    },
    signal: controller.signal,
    cancel: () => controller.abort(),
    follow(signal) {
      const states = changes.follow(signal, () => current)
      return (async function* () {
        for await (const state of states) {
          yield state
          if (isEnd(state)) return
        }
      })()
    },
  }
}
