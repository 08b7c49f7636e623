/**
 * Turns a job that reports by callback into a stream: yields what it reports, returns what it
 * returns, throws what it throws.
 */
export async function* readEvents<Event, Result>(
  job: (report: (event: Event) => void) => Promise<Result>,
): AsyncGenerator<Event, Result, void> {
  const queue: Event[] = []
  let wake = () => {}
  let running = true
  const result = job((event) => {
    queue.push(event)
    wake()
  })
  const settled = () => {
    running = false
    wake()
  }
  result.then(settled, settled)
  while (running || queue.length > 0) {
    const event = queue.shift()
    if (event !== undefined) yield event
    else await new Promise<void>((resolve) => (wake = resolve))
  }
  return await result
}
