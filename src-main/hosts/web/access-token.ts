import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Who may use this host. A link with a token is good for one sign-in, which gives a cookie that
 * lasts as long as the process. Other users of the machine can reach loopback too, so nothing is
 * answered without it.
 */
export interface Access {
  /** A token for a new link; it replaces the link before, if nobody has used that. */
  issueToken(): string
  /** Spends the token: the cookie's value for a right one, null for any other. */
  redeem(token: string): string | null
  /** Whether a `Cookie` header holds a session of this host. */
  admits(cookieHeader: string | undefined): boolean
}

/** @param cookieName cookies ignore the port, so each host needs a name of its own. */
export function createAccess(cookieName: string): Access {
  let pending: string | null = null
  const sessions: string[] = []
  return {
    issueToken: () => (pending = secret()),
    redeem(token) {
      if (pending === null || !equal(token, pending)) return null
      pending = null
      const session = secret()
      sessions.push(session)
      return session
    },
    admits: (cookieHeader) =>
      readCookies(cookieHeader, cookieName).some((value) =>
        sessions.some((session) => equal(value, session)),
      ),
  }
}

const secret = () => randomBytes(32).toString('base64url')

/** Digests have one length, so the time taken says nothing about either text. */
function equal(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

function readCookies(header: string | undefined, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .filter(([key]) => key === name)
    .map(([, ...value]) => value.join('='))
}
