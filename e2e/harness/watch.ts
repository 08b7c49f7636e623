import type { BrowserContext, Page } from '@playwright/test'

export type WindowWatch = ReturnType<typeof createWindowWatch>

/** Requests that stay inside the window or on this computer's own host. */
const isOwn = (url: string, page: string) => {
  const { origin, protocol } = new URL(url)
  return protocol === 'blob:' || protocol === 'data:' || origin === new URL(page).origin
}

/**
 * Notes everything a window must not do: errors on its console, violations of its content security
 * policy, exceptions nobody caught, and requests to anywhere but its own host.
 */
export function createWindowWatch() {
  const faults: string[] = []
  // Which powers a browser knows by name differs from system to system.
  const allowed: RegExp[] = [/Permissions-Policy header: Unrecognized feature/]
  const note = (fault: string) => {
    if (!allowed.some((pattern) => pattern.test(fault))) faults.push(fault)
  }

  const followPage = (page: Page) => {
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return
      note(`console ${message.type()}: ${message.text()} (${message.location().url})`)
    })
    page.on('pageerror', (error) => note(`exception: ${error.stack ?? error.message}`))
    page.on('request', (request) => {
      const frame = request.isNavigationRequest() ? request.url() : page.url()
      if (!isOwn(request.url(), frame)) note(`request to ${request.url()}`)
    })
    page.on('websocket', (socket) => {
      const page_ = new URL(page.url())
      if (new URL(socket.url()).host !== page_.host) note(`socket to ${socket.url()}`)
    })
    page.on('response', (response) => {
      if (response.status() >= 400) note(`status ${response.status()} for ${response.url()}`)
    })
    page.on('requestfailed', (request) => {
      const words = request.failure()?.errorText ?? ''
      // A page that goes away gives up what it was still loading.
      if (words !== 'net::ERR_ABORTED') note(`request failed, ${words}: ${request.url()}`)
    })
  }

  return {
    faults,
    /** What a journey brings about on purpose, such as a lost connection. */
    allow: (pattern: RegExp) => void allowed.push(pattern),
    follow(context: BrowserContext) {
      for (const page of context.pages()) followPage(page)
      context.on('page', followPage)
    },
  }
}
