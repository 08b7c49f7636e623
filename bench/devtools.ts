/** Something that speaks the DevTools protocol. */
export interface Devtools {
  /** Gives a command and waits for its answer. @throws what the other side says is wrong */
  send(method: string, params?: object): Promise<Record<string, unknown>>
  /** A Node process that is spoken to does not end. */
  close(): void
}

interface Answer {
  id?: number
  error?: { message: string }
  result: Record<string, unknown>
}

/** Speaks to a page or a Node process, and asks for nothing that either would not do by itself. */
export async function connectDevtools(address: string): Promise<Devtools> {
  const socket = new WebSocket(address)
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  const waiting = new Map<number, PromiseWithResolvers<Record<string, unknown>>>()
  socket.addEventListener('message', ({ data }) => {
    const { error, id = 0, result } = JSON.parse(String(data)) as Answer
    if (error) waiting.get(id)?.reject(new Error(error.message))
    else waiting.get(id)?.resolve(result)
    waiting.delete(id)
  })
  let sent = 0
  return {
    send: (method, params = {}) => {
      sent += 1
      const answer = Promise.withResolvers<Record<string, unknown>>()
      waiting.set(sent, answer)
      socket.send(JSON.stringify({ id: sent, method, params }))
      return answer.promise
    },
    close: () => socket.close(),
  }
}
