import { expect, test } from 'vitest'
import { environmentProxy } from './environment-proxy.ts'

const proxies = { HTTPS_PROXY: 'http://secure:1', HTTP_PROXY: 'http://plain:2' }

test('each kind of address has its proxy, lower case first, and ALL_PROXY for the rest', () => {
  expect(environmentProxy(proxies, 'https://hub.test')).toBe('http://secure:1')
  expect(environmentProxy(proxies, 'http://hub.test')).toBe('http://plain:2')
  expect(environmentProxy({ ...proxies, https_proxy: 'lower:3' }, 'https://hub.test')).toBe(
    'http://lower:3',
  )
  expect(environmentProxy({ ALL_PROXY: 'socks5://all:4' }, 'https://hub.test')).toBe(
    'socks5://all:4',
  )
  expect(environmentProxy({}, 'https://hub.test')).toBeNull()
  expect(environmentProxy({ HTTPS_PROXY: '' }, 'https://hub.test')).toBeNull()
})

test('this computer is never reached by way of a proxy', () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]', 'a.localhost'])
    expect(environmentProxy(proxies, `https://${host}:8080`)).toBeNull()
})

test.each([
  ['*', 'https://hub.test', true],
  ['hub.test', 'https://hub.test', true],
  ['hub.test', 'https://cdn.hub.test', true],
  ['hub.test', 'https://otherhub.test', false],
  ['.hub.test', 'https://cdn.hub.test', true],
  ['*.hub.test', 'https://cdn.hub.test', true],
  ['HUB.test', 'https://hub.test', true],
  ['other, hub.test', 'https://hub.test', true],
  ['other hub.test', 'https://hub.test', true],
  ['hub.test:443', 'https://hub.test', true],
  ['hub.test:8443', 'https://hub.test', false],
  ['hub.test:8443', 'https://hub.test:8443', true],
  ['10.0.0.0/8', 'https://10.1.2.3', true],
  ['10.0.0.0/8', 'https://11.1.2.3', false],
  ['10.0.0.0/8', 'https://hub.test', false],
  ['192.168.1.5', 'https://192.168.1.5', true],
  ['192.168.1.5', 'https://1.192.168.1.5.test', false],
  ['168.1.5', 'https://192.168.1.5', false],
  ['fd00::/8', 'https://[fd00::1]', true],
  ['[fd00::1]:443', 'https://[fd00::1]', true],
  ['fd00::1', 'https://[fd00:0::1]', true],
  ['10.0.0.0/99, .', 'https://10.1.2.3', false],
])('NO_PROXY=%s and %s: %s', (entry, url, isExcluded) => {
  expect(environmentProxy({ ...proxies, no_proxy: entry }, url) === null).toBe(isExcluded)
})
