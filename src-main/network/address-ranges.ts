import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/**
 * IPv4 ranges that lead into this computer or its network, or nowhere. 198.18.0.0/15 is not among
 * them: tunnelling proxies that are common in China answer every name with an address from there.
 */
const privateRanges = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
] as const

const blocked = new BlockList()
for (const [address, prefix] of privateRanges) {
  blocked.addSubnet(address, prefix, 'ipv4')
  const [a, b, c, d] = address.split('.').map(Number) as [number, number, number, number]
  const tail = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  // The same addresses written into IPv6: mapped, compatible, NAT64 and 6to4.
  blocked.addSubnet(`::ffff:${tail}`, 96 + prefix, 'ipv6')
  blocked.addSubnet(`::${tail}`, 96 + prefix, 'ipv6')
  blocked.addSubnet(`64:ff9b::${tail}`, 96 + prefix, 'ipv6')
  blocked.addSubnet(`2002:${tail}::`, 16 + prefix, 'ipv6')
}
for (const [address, prefix] of [
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  blocked.addSubnet(address, prefix, 'ipv6')

/** Whether an IP address is one of this computer, its network, or none that a public host may name. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 0) return false
  return blocked.check(address, version === 4 ? 'ipv4' : 'ipv6')
}

const localName = /^(.*\.)?localhost\.?$/

/**
 * Whether a host of a URL is private as it is written, without asking anybody: an address, or a name
 * that always means this computer.
 */
export function isPrivateName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/^\[|\]$/g, '')
  return isPrivateAddress(name) || localName.test(name)
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Whether a host of a URL is this computer, as it is written. */
export function isLoopbackName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/^\[|\]$/g, '')
  const version = isIP(name)
  if (version === 0) return localName.test(name)
  return loopback.check(name, version === 4 ? 'ipv4' : 'ipv6')
}

/** Whether a host is private as written or by its addresses now; a name nobody knows is not. */
export async function isPrivateHost(hostname: string): Promise<boolean> {
  if (isPrivateName(hostname)) return true
  return await new Promise((resolve) => {
    lookup(hostname, { all: true }, (error, addresses) => {
      resolve(!error && addresses.some(({ address }) => isPrivateAddress(address)))
    })
  })
}

/** The system's answer for a name led only to private addresses. */
export class PrivateAddressError extends Error {
  readonly code = 'CARAT_PRIVATE_ADDRESS'
}

/**
 * Resolves names for a connection to public addresses only. What it answers is what is connected to,
 * so a name that changes its mind in between gains nothing.
 */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const open = addresses.filter(({ address }) => !isPrivateAddress(address))
    const [first] = open
    if (!first) return callback(new PrivateAddressError(`${hostname} is not public`), '', 0)
    if (options.all) callback(null, open)
    else callback(null, first.address, first.family)
  })
}
