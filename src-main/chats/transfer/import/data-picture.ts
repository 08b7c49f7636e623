import type { ForeignPicture } from './foreign-conversation.ts'

const pattern = /^data:(image\/[\w.+-]+);base64,/

/** A picture that stands in the JSON itself as a data URL; null for anything else. */
export function dataPicture(url: unknown, name: string): ForeignPicture | null {
  if (typeof url !== 'string') return null
  const start = pattern.exec(url.slice(0, 100))
  if (!start) return null
  return {
    name,
    async *open() {
      yield Buffer.from(url.slice(start[0].length), 'base64')
    },
  }
}
