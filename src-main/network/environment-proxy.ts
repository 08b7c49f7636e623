import { BlockList, isIP } from 'node:net'
import { isLoopbackName } from './address-ranges.ts'

/**
 * The proxy that the conventional variables name for an address, or null: `HTTPS_PROXY`,
 * `HTTP_PROXY` and `ALL_PROXY`, in lower case first, unless `NO_PROXY` lists the host or the host is
 * this computer.
 *
 * `NO_PROXY` is a list by commas or spaces: `*` for everything, a name for itself and all below it
 * (with or without `.` or `*.` before it), an address or a range such as `10.0.0.0/8`; names and
 * addresses with an optional port.
 */
export function environmentProxy(
  environment: Readonly<Record<string, string | undefined>>,
  url: string,
): string | null {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || null
  const { hostname, port, protocol } = new URL(url)
  const proxy = read(protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? read('ALL_PROXY')
  if (proxy === null || isLoopbackName(hostname)) return null
  const target: Target = {
    name: hostname.replace(/^\[|\]$/g, '').replace(/\.$/, ''),
    port: port || (protocol === 'https:' ? '443' : '80'),
  }
  const excluded = (read('NO_PROXY') ?? '')
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((entry) => matches(entry.toLowerCase(), target))
  if (excluded) return null
  return proxy.includes('://') ? proxy : `http://${proxy}`
}

interface Target {
  name: string
  port: string
}

function matches(entry: string, target: Target): boolean {
  if (entry === '*') return true
  if (entry.includes('/')) return isInRange(entry, target.name)
  const [, bracketed, bracketPort] = /^\[(.*)\](?::(\d+))?$/.exec(entry) ?? []
  // Only one colon can be before a port; more are an IPv6 address.
  const [, plain, plainPort] = /^([^:]*)(?::(\d+))?$/.exec(entry) ?? []
  const port = bracketPort ?? plainPort
  if (port && port !== target.port) return false
  const name = (bracketed ?? plain ?? entry).replace(/^\*?\./, '').replace(/\.$/, '')
  if (name === '') return false
  if (isIP(name) || isIP(target.name)) return sameAddress(name, target.name)
  return target.name === name || target.name.endsWith(`.${name}`)
}

const versionOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

function sameAddress(one: string, other: string): boolean {
  if (!isIP(one) || !isIP(other)) return false
  const list = new BlockList()
  list.addAddress(one, versionOf(one))
  return list.check(other, versionOf(other))
}

function isInRange(range: string, address: string): boolean {
  const [network = '', prefix = ''] = range.split('/')
  const most = isIP(network) === 6 ? 128 : 32
  if (!isIP(network) || !isIP(address) || !/^\d+$/.test(prefix) || Number(prefix) > most)
    return false
  const list = new BlockList()
  list.addSubnet(network, Number(prefix), versionOf(network))
  return list.check(address, versionOf(address))
}
