import { expect, test } from 'vitest'
import {
  isLoopbackName,
  isPrivateAddress,
  isPrivateHost,
  isPrivateName,
  lookupPublic,
  PrivateAddressError,
} from './address-ranges.ts'

test.each([
  ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255'],
  ...['192.168.1.1', '169.254.169.254', '100.100.100.200', '224.0.0.1', '255.255.255.255'],
  ...['::1', '::', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:a00:1'],
  ...['0:0:0:0:0:ffff:c0a8:0101', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::'],
])('%s is private', (address) => {
  expect(isPrivateAddress(address)).toBe(true)
})

test.each([
  ...['1.1.1.1', '172.15.255.255', '172.32.0.1', '100.63.0.1', '100.128.0.1', '198.18.0.5'],
  ...['2606:4700::1111', '::ffff:1.1.1.1', '64:ff9b::101:101', '2002:101:101::', 'hub.test'],
])('%s is not', (address) => {
  expect(isPrivateAddress(address)).toBe(false)
})

test.each([
  ...['http://2130706433', 'http://0x7f.1', 'http://0177.0.0.1', 'http://127.1', 'http://[::1]'],
  ...['http://LOCALHOST', 'http://a.localhost', 'http://localhost.', 'http://127.0.0.1.'],
  ...['http://①②⑦.0.0.1', 'http://[::ffff:127.0.0.1]', 'http://%31%32%37.0.0.1'],
])('%s is this computer, however it is written', (url) => {
  const { hostname } = new URL(url)
  expect(isPrivateName(hostname)).toBe(true)
  expect(isLoopbackName(hostname)).toBe(true)
})

test('a name is what its addresses are, and one nobody knows is not private', async () => {
  expect(await isPrivateHost('localhost')).toBe(true)
  expect(await isPrivateHost('10.0.0.1')).toBe(true)
  expect(await isPrivateHost('carat.invalid')).toBe(false)
})

test.each([true, false])(
  'a connection by name gets public addresses only (all: %s)',
  async (all) => {
    const answer = await new Promise((resolve) => {
      lookupPublic('localhost', { all }, (error, addresses) => resolve(error ?? addresses))
    })
    expect(answer).toBeInstanceOf(PrivateAddressError)
    const literal = await new Promise((resolve) => {
      lookupPublic('1.1.1.1', { all }, (error, addresses) => resolve(error ?? addresses))
    })
    expect(literal).toEqual(all ? [{ address: '1.1.1.1', family: 4 }] : '1.1.1.1')
  },
)
