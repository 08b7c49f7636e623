import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Makes addresses of the CDN that hold for a while. */
export interface Signer {
  /** Path and query for a file by its sha256. */
  sign(sha256: string, seconds: number): string
  /** The sha256 a signed address stands for, or why it is refused. */
  check(url: URL): { sha256: string } | { refused: 'AccessDenied' | 'SignatureDoesNotMatch' }
  /** Makes every address given out so far too old. */
  expireAll(): void
}

export function createSigner(): Signer {
  const key = randomBytes(32)
  let oldest = 0
  let given = 0
  const signature = (text: string) => createHmac('sha256', key).update(text).digest('hex')

  return {
    sign(sha256, seconds) {
      const path = `/xet-bridge-us/${sha256.slice(0, 24)}/${sha256}`
      const query = new URLSearchParams({
        'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
        'X-Amz-Credential': `test/${++given}/auto/s3/aws4_request`,
        'X-Amz-Date': String(Date.now()),
        'X-Amz-Expires': String(seconds),
        'X-Amz-SignedHeaders': 'host',
        'x-id': 'GetObject',
      })
      query.set('X-Amz-Signature', signature(`${path}?${query}`))
      return `${path}?${query}`
    },
    check(url) {
      const query = new URLSearchParams(url.search)
      const sent = Buffer.from(query.get('X-Amz-Signature') ?? '')
      query.delete('X-Amz-Signature')
      // Left there by redirects of a fault.
      query.delete('hop')
      const right = Buffer.from(signature(`${url.pathname}?${query}`))
      if (sent.length !== right.length || !timingSafeEqual(sent, right)) {
        return { refused: 'SignatureDoesNotMatch' }
      }
      const number = Number(query.get('X-Amz-Credential')?.split('/')[1])
      const until = Number(query.get('X-Amz-Date')) + Number(query.get('X-Amz-Expires')) * 1000
      if (number <= oldest || Date.now() > until) return { refused: 'AccessDenied' }
      return { sha256: url.pathname.split('/').at(-1) ?? '' }
    },
    expireAll() {
      oldest = given
    },
  }
}
