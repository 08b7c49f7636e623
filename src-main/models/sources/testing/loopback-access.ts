import { onTestFinished } from 'vitest'
import { createHttpClient } from '../../../network/http-client.ts'
import type { HttpClient } from '../../../network/http.ts'
import type { HubAccess } from '../../../network/hub-access.ts'

/** For tests: a real client, and every source at one address. */
export function loopbackAccess(
  endpoint: string,
  token: string | null = null,
): { http: HttpClient; access: HubAccess } {
  const http = createHttpClient({ offline: () => false, proxyFor: async () => null })
  onTestFinished(() => http.disconnect(new Error('the test ended')))
  return { http, access: { endpoint: () => endpoint, token: async () => token } }
}
