import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { NetworkState } from '../contract/network.ts'
import { createSourceHost } from '../testing/source-host.ts'
import { temporaryDatabase } from '../testing/temporary-database.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import type { Environment } from './hub-token.ts'
import { createNetworkService } from './network-service.ts'
import { serve } from './testing/serve.ts'

const CANARY = 'hf_canary7f3a'

function createService(environment: Environment = {}) {
  const database = temporaryDatabase()
  const folder = temporaryFolder()
  const { secrets } = createSourceHost(folder)
  const open = () => {
    const network = createNetworkService({
      database,
      host: { secrets, resolveProxy: async () => null },
      environment,
      homeFolder: folder,
    })
    onTestFinished(() => network.dispose())
    return network
  }
  return { network: open(), reopen: open, database, secrets, folder }
}
type Service = ReturnType<typeof createService>['network']

async function stateOf(network: Service): Promise<NetworkState> {
  for await (const state of network.follow(new AbortController().signal)) return state
  throw new Error('ended')
}

test('without anything set, hubs are the public ones and the proxy is the system’s', async () => {
  expect(await stateOf(createService().network)).toEqual({
    endpoints: {
      huggingface: { value: 'https://huggingface.co', from: 'default' },
      ollama: { value: 'https://registry.ollama.ai', from: 'default' },
      modelscope: { value: 'https://modelscope.cn', from: 'default' },
    },
    offline: { value: false, from: 'default' },
    proxy: { mode: 'system', address: '' },
    token: { present: false, from: null, storage: 'private-file' },
  })
})

test('addresses are kept, told to followers, and go back to the default', async () => {
  const { network, reopen } = createService()
  const states = network.follow(new AbortController().signal)
  await states.next()
  network.setEndpoint('huggingface', ' hf-mirror.com/ ')
  network.setEndpoint('ollama', 'http://10.0.0.5:5000/mirror/')
  await states.next()
  expect((await states.next()).value).toMatchObject({
    endpoints: {
      huggingface: { value: 'https://hf-mirror.com', from: 'settings' },
      ollama: { value: 'http://10.0.0.5:5000/mirror', from: 'settings' },
    },
  })
  const again = reopen()
  expect(again.access.endpoint('ollama')).toBe('http://10.0.0.5:5000/mirror')
  again.setEndpoint('ollama', null)
  expect(again.access.endpoint('ollama')).toBe('https://registry.ollama.ai')
  expect(again.access.endpoint('huggingface')).toBe('https://hf-mirror.com')
})

test.each([
  ...['', 'ftp://hub.test', 'file:///etc', 'https://', 'https://a b', 'https://hub.test/?a=b'],
  ...['https://hub.test/#a', 'javascript:alert(1)', 'https://user:canary@hub.test'],
])('%j is no address of a hub, and the old one is kept', (address) => {
  const { network } = createService()
  expect(() => network.setEndpoint('huggingface', address)).toThrow(
    expect.objectContaining({
      code: 'ADDRESS_INVALID',
      data: { address: expect.not.stringContaining('canary') },
    }),
  )
  expect(network.access.endpoint('huggingface')).toBe('https://huggingface.co')
})

test('the environment comes before the settings', async () => {
  const { network } = createService({
    HF_ENDPOINT: 'https://hf-mirror.com/',
    HF_HUB_OFFLINE: 'Yes',
    HF_TOKEN: CANARY,
  })
  network.setEndpoint('huggingface', 'https://other.test')
  await network.setOffline(false)
  await network.setToken('hf_other')
  const state = await stateOf(network)
  expect(state.endpoints.huggingface).toEqual({
    value: 'https://hf-mirror.com',
    from: 'environment',
  })
  expect(state.offline).toEqual({ value: true, from: 'environment' })
  expect(state.token).toMatchObject({ present: true, from: 'environment' })
  expect(await network.access.token()).toBe(CANARY)
  expect(JSON.stringify(state)).not.toContain(CANARY)
})

test.each([
  ['1', true],
  ['on', true],
  ['TRUE', true],
  ['0', false],
  ['no', false],
  ['', false],
])('HF_HUB_OFFLINE=%s', async (value, isOffline) => {
  const state = await stateOf(createService({ HF_HUB_OFFLINE: value }).network)
  expect(state.offline.value).toBe(isOffline)
})

test('a variable that is no address fails when it is needed', async () => {
  const { network } = createService({ HF_ENDPOINT: 'nonsense://x' })
  const invalid = { code: 'ADDRESS_INVALID', data: { address: 'nonsense://x' } }
  expect(() => network.access.endpoint('huggingface')).toThrow(expect.objectContaining(invalid))
  expect((await network.test('huggingface', undefined)).failure).toEqual(invalid)
})

test('an entered token lies among the secrets, and one that `hf auth login` wrote counts first', async () => {
  const { network, reopen, database, secrets, folder } = createService({ HF_HOME: '~/hf' })
  await network.setToken(`  ${CANARY}\n`)
  expect(await reopen().access.token()).toBe(CANARY)
  expect(await secrets.read('hugging-face-token')).toBe(CANARY)
  expect(JSON.stringify(database.prepare('select * from settings').all())).not.toContain(CANARY)
  mkdirSync(join(folder, 'hf'))
  writeFileSync(join(folder, 'hf', 'token'), 'hf_file\n')
  expect(await network.access.token()).toBe('hf_file')
  expect((await stateOf(network)).token.from).toBe('environment')
  writeFileSync(join(folder, 'hf', 'token'), '')
  await network.setToken(null)
  expect(await network.access.token()).toBeNull()
})

test('the password of a proxy is kept among the secrets and shown to nobody', async () => {
  const { network, secrets, database } = createService()
  await network.setProxy('manual', 'http://user:canary%21@proxy.test:8080')
  expect(await secrets.read('proxy-password')).toBe('canary!')
  const shown = { mode: 'manual', address: 'http://user:***@proxy.test:8080' }
  expect((await stateOf(network)).proxy).toEqual(shown)
  expect(JSON.stringify(database.prepare('select * from settings').all())).not.toContain('canary')
  await network.setProxy('none', 'nonsense')
  expect((await stateOf(network)).proxy).toEqual({ ...shown, mode: 'none' })
  await network.setProxy('manual', shown.address)
  expect(await secrets.read('proxy-password')).toBe('canary!')
  await network.setProxy('manual', 'proxy.test:8080')
  expect(await secrets.read('proxy-password')).toBeNull()
  for (const wrong of ['', 'ftp://proxy.test', 'http://proxy.test/path'])
    await expect(network.setProxy('manual', wrong)).rejects.toMatchObject({
      code: 'ADDRESS_INVALID',
    })
  expect((await stateOf(network)).proxy.address).toBe('http://proxy.test:8080')
})

test('requests go by the manual proxy with its password, and not to this computer', async () => {
  const seen: (string | undefined)[] = []
  const proxy = await serve((request, response) => {
    seen.push(request.headers['proxy-authorization'])
    response.end('[]')
  })
  const hub = await serve((_, response) => response.end('[]'))
  const { network } = createService()
  await network.setProxy('manual', `http://user:canary@127.0.0.1:${proxy.port}`)
  network.setEndpoint('huggingface', 'http://hub.test')
  expect((await network.test('huggingface', undefined)).failure).toBeNull()
  network.setEndpoint('huggingface', hub.url)
  expect((await network.test('huggingface', undefined)).failure).toBeNull()
  expect(seen).toEqual([`Basic ${Buffer.from('user:canary').toString('base64')}`])
})

test('going offline ends what is under way and lets nothing else leave', async () => {
  const hub = await serve((_, response) => response.write('begun'))
  const { network } = createService()
  const { signal } = new AbortController()
  const response = await network.http.send({ url: new URL(hub.url), signal })
  const failure = response.text().catch((error: unknown) => error)
  await network.setOffline(true)
  expect(await failure).toMatchObject({ code: 'OFFLINE' })
  await expect(network.http.send({ url: new URL(hub.url), signal })).rejects.toMatchObject({
    code: 'OFFLINE',
  })
  await network.setOffline(false)
  expect((await network.http.send({ url: new URL(hub.url), signal })).status).toBe(200)
})
