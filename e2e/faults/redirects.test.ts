import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { testTokens } from '../hub/accounts.ts'
import { demoFiles } from '../hub/standard-content.ts'
import { failureOf, openHub, openPublicHub, reachHub, signal } from './reach-hub.ts'

const repository = 'carat-tests/demo-vision-GGUF'
const file = {
  ref: { source: 'huggingface', repository },
  revision: 'main',
  path: 'demo-vision-F16.gguf',
} as const

describe('F40 redirects', () => {
  test('a chain to the store, also by relative addresses, is followed', async () => {
    const { hub, reach } = await openPublicHub()
    const { sources } = reachHub(reach)
    for (const relative of [false, true]) {
      hub.faults.clear()
      hub.faults.add({
        match: { server: 'hub', path: '/resolve/' },
        act: { redirect: { hops: 4, relative } },
      })
      // One after the other: the fault is the same hub's.
      // oxlint-disable-next-line no-await-in-loop
      const location = await sources.huggingface.locate(file, signal)
      expect(location.url.host).toBe('cdn.carat.test')
      expect(location).toMatchObject({
        bytes: demoFiles().model.bytes,
        sha256: demoFiles().model.sha256,
      })
    }
  })

  test('too many hops and loops end in words after a few requests', async () => {
    const { hub, reach } = await openPublicHub()
    const { sources } = reachHub(reach)
    for (const redirect of [{ hops: 12 }, { loop: true }]) {
      hub.reset()
      hub.faults.add({ match: { server: 'hub' }, act: { redirect } })
      // oxlint-disable-next-line no-await-in-loop
      const failure = await failureOf(sources.huggingface.locate(file, signal))
      expect(failure).toMatchObject({ code: 'REDIRECT_REFUSED', data: { host: 'hub.carat.test' } })
      expect(hub.requests.all().length).toBeLessThanOrEqual(6)
    }
  })
})

describe('S20 a public hub cannot send Carat where it should not go', () => {
  test('plain http, this computer and its network are refused before anything is sent', async () => {
    const { hub, proxy, reach } = await openPublicHub()
    const { sources } = reachHub(reach)
    let reached = 0
    const canary = createServer((_, response) => {
      reached++
      response.end('secret')
    })
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', () => resolve()))
    onTestFinished(() => void canary.close())
    const { port } = canary.address() as AddressInfo
    const targets = [
      'http://cdn.carat.test/file',
      `http://127.0.0.1:${port}/`,
      `https://127.0.0.1:${port}/`,
      `https://localhost:${port}/`,
      `https://a.localhost:${port}/`,
      `https://2130706433:${port}/`,
      `https://0x7f.1:${port}/`,
      `https://0177.0.0.1:${port}/`,
      `https://0.0.0.0:${port}/`,
      `https://[::1]:${port}/`,
      `https://[::ffff:127.0.0.1]:${port}/`,
      'https://169.254.169.254/latest/meta-data/',
      'https://[::ffff:a9fe:a9fe]/',
      'https://10.0.0.1/',
      'https://172.16.0.1/',
      'https://192.168.1.1/',
      'https://100.64.0.1/',
      'https://[fd00::1]/',
      'https://[fe80::1]/',
      'https://user:password@cdn.carat.test/',
      'file:///etc/passwd',
      'ftp://cdn.carat.test/',
      'javascript:1',
      'https://',
    ]
    for (const to of targets) {
      hub.faults.clear()
      hub.faults.add({ match: { server: 'hub' }, act: { redirect: { to } } })
      // oxlint-disable-next-line no-await-in-loop
      const failure = await failureOf(sources.huggingface.locate(file, signal))
      expect(failure, to).toMatchObject({ code: 'REDIRECT_REFUSED' })
    }
    expect(reached).toBe(0)
    expect(new Set(proxy.asked)).toEqual(new Set(['hub.carat.test:443']))
  })

  test('the token is sent to the hub alone, and never to the store', async () => {
    const { hub, reach } = await openPublicHub()
    const carat = reachHub(reach)
    carat.token = testTokens.reader
    hub.accounts.setLicence('reader', 'carat-tests/gated-GGUF', 'accepted')
    const ref = { source: 'huggingface', repository: 'carat-tests/gated-GGUF' } as const
    const { revision } = await carat.sources.huggingface.readRepository(ref, signal)
    const location = await carat.sources.huggingface.locate(
      { ref, revision, path: 'gated-F16.gguf' },
      signal,
    )
    expect(JSON.stringify(location.headers)).not.toContain(testTokens.reader)
    const { all } = hub.requests
    const ofHub = all().filter(({ server }) => server === 'hub')
    const ofStore = all().filter(({ server }) => server === 'cdn')
    expect(ofHub.every(({ headers }) => headers.authorization?.endsWith(testTokens.reader))).toBe(
      true,
    )
    expect(ofStore.length).toBeGreaterThan(0)
    expect(JSON.stringify(ofStore)).not.toContain(testTokens.reader)
  })

  test('nor to the other sources', async () => {
    const hub = await openHub()
    const carat = reachHub({ endpoint: hub.endpoint })
    carat.token = testTokens.reader
    const ollama = { source: 'ollama', repository: 'demo-vision' } as const
    const scope = { source: 'modelscope', repository } as const
    const registry = await carat.sources.ollama.readRepository(ollama, signal)
    const shop = await carat.sources.modelscope.readRepository(scope, signal)
    for (const found of [registry, shop]) {
      const path = found.variants[0]!.id
      const { ref, revision } = found
      // oxlint-disable-next-line no-await-in-loop
      await carat.sources[ref.source].locate({ ref, revision, path }, signal)
    }
    expect(hub.requests.all().length).toBeGreaterThan(6)
    expect(JSON.stringify(hub.requests.all())).not.toContain(testTokens.reader)
  })
})
