/** Longest wait for an orderly end, in milliseconds; what is acknowledged is on disk anyway. */
const PATIENCE_MS = 2_500

/** On the first SIGINT, SIGTERM or SIGHUP runs `dispose` and ends the process, within 3 seconds. */
export function onSignal(dispose: () => Promise<void>): void {
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(1), PATIENCE_MS)
    dispose().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
}
