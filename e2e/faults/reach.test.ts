import { expect, onTestFinished, test } from 'vitest'
import { createTestAuthority } from '../../src-main/network/testing/make-certificate.ts'
import { trySource } from '../../src-main/network/try-source.ts'
import { startProxy } from '../hub/proxy.ts'
import { failureOf, openHub, openPublicHub, reachHub, signal } from './reach-hub.ts'

const repository = 'carat-tests/demo-vision-GGUF'
const ref = { source: 'huggingface', repository } as const
const DAY_MS = 24 * 3600 * 1000

async function reasonBehind(certificate: { names?: string[]; from?: Date; until?: Date }) {
  const authority = createTestAuthority()
  const hub = await openHub({ certificate: authority.issue(certificate) })
  const { sources } = reachHub({ endpoint: hub.endpoint, certificates: [authority.certificate] })
  return await failureOf(sources.huggingface.readRepository(ref, signal))
}

test('F47 certificate: unknown authority, other name, too old and too young are told apart', async () => {
  const ago = (days: number) => new Date(Date.now() - days * DAY_MS)
  expect(await reasonBehind({ from: ago(20), until: ago(10) })).toMatchObject({
    code: 'HOST_UNREACHABLE',
    data: { reason: 'clock' },
  })
  expect(await reasonBehind({ from: ago(-10), until: ago(-20) })).toMatchObject({
    data: { reason: 'clock' },
  })
  const foreign = createTestAuthority()
  const hub = await openHub({ certificate: foreign.issue({}) })
  const { sources } = reachHub({ endpoint: hub.endpoint })
  expect(await failureOf(sources.huggingface.readRepository(ref, signal))).toMatchObject({
    data: { reason: 'tls' },
  })
  const authority = createTestAuthority()
  const certificate = authority.issue({ names: ['other.carat.test'] })
  const named = await openHub({ certificate })
  const endpoint = named.endpoint.replace('127.0.0.1', 'localhost')
  const other = reachHub({ endpoint, certificates: [authority.certificate] })
  expect(await failureOf(other.sources.huggingface.readRepository(ref, signal))).toMatchObject({
    data: { reason: 'tls' },
  })
})

test('F47 a name nobody knows and a port nobody listens on are told apart', async () => {
  const lost = reachHub({ endpoint: 'http://hub.invalid' })
  expect(await failureOf(lost.sources.huggingface.readRepository(ref, signal))).toMatchObject({
    code: 'HOST_UNREACHABLE',
    data: { host: 'hub.invalid', reason: 'dns' },
  })
  const hub = await openHub()
  const { sources } = reachHub({ endpoint: hub.endpoint })
  await hub.goOffline()
  expect(await failureOf(sources.huggingface.readRepository(ref, signal))).toMatchObject({
    data: { reason: 'refused' },
  })
  await hub.goOnline()
  const found = await sources.huggingface.readRepository(ref, signal)
  expect(found.variants).toHaveLength(1)
})

test('F35 a proxy leads there; one that refuses or wants another password is named', async () => {
  const { hub, proxy, reach } = await openPublicHub()
  const found = await reachHub(reach).sources.huggingface.readRepository(ref, signal)
  expect(found.projectors).toHaveLength(1)
  expect(new Set(proxy.asked)).toEqual(new Set(['hub.carat.test:443']))

  const hosts = { 'hub.carat.test': hub.ports.hub, 'cdn.carat.test': hub.ports.cdn }
  const strict = await startProxy({ hosts, user: { name: 'ada', password: 'right' } })
  const broken = await startProxy({ mode: 'refuse' })
  onTestFinished(() => strict.close())
  onTestFinished(() => broken.close())
  const through = (address: string) => {
    const { sources } = reachHub({ ...reach, proxy: address })
    return sources.huggingface.readRepository(ref, signal)
  }
  const failed = { code: 'HOST_UNREACHABLE', data: { reason: 'proxy' } }
  expect(await failureOf(through(strict.address))).toMatchObject(failed)
  expect(await failureOf(through(strict.address.replace('//', '//ada:wrong@')))).toMatchObject(
    failed,
  )
  expect(await failureOf(through(broken.address))).toMatchObject(failed)
  expect(await failureOf(through('http://127.0.0.1:1'))).toMatchObject(failed)
  expect((await through(strict.address.replace('//', '//ada:right@'))).variants).toHaveLength(1)
})

test('F35 the page of a captive portal is neither a list nor a file', async () => {
  const hub = await openHub()
  const { sources, http } = reachHub({ endpoint: hub.endpoint })
  hub.faults.add({ match: {}, act: { captivePortal: true } })
  const failed = { code: 'HUB_FAILED', data: { status: 200 } }
  const query = { source: 'huggingface', text: '', pictures: false, mostParameters: null } as const
  const search = { ...query, sort: 'downloads', cursor: null } as const
  expect(await failureOf(sources.huggingface.search(search, signal))).toMatchObject(failed)
  expect(await failureOf(sources.huggingface.readRepository(ref, signal))).toMatchObject(failed)
  const file = { ref, revision: 'main', path: 'demo-vision-F16.gguf' }
  expect(await failureOf(sources.huggingface.locate(file, signal))).toMatchObject(failed)
  const access = { endpoint: () => hub.endpoint, token: async () => null }
  const tried = await trySource(http, access, 'huggingface', signal)
  expect(tried.failure).toMatchObject(failed)
})
