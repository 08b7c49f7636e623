import { openSync, readFileSync, writeSync } from 'node:fs'
import type { HttpClient } from '../../src-main/network/http.ts'

/** Counts the bytes of bodies that reach this process, in a file, since a killed one tells nothing. */
export function countArrivals(http: HttpClient, path: string): HttpClient {
  const file = openSync(path, 'w')
  const count = Buffer.alloc(8)
  let arrived = 0
  async function* counted(body: AsyncIterable<Uint8Array>) {
    for await (const chunk of body) {
      arrived += chunk.length
      count.writeDoubleLE(arrived)
      writeSync(file, count, 0, count.length, 0)
      yield chunk
    }
  }
  return {
    async send(request) {
      const response = await http.send(request)
      return { ...response, body: counted(response.body) }
    },
  }
}

/** What the last process that counted there had got. */
export function readArrivals(path: string): number {
  const count = readFileSync(path)
  return count.length === 0 ? 0 : count.readDoubleLE()
}
