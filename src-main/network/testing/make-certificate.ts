import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate with its private key, both as PEM. */
export interface TestCertificate {
  certificate: string
  key: string
}

/** An authority of one test. */
export interface TestAuthority extends TestCertificate {
  issue(options: { names?: string[]; from?: Date; until?: Date }): TestCertificate
}

const YEAR_MS = 365 * 24 * 3600 * 1000
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))

/**
 * For tests: an authority that signs certificates for 127.0.0.1 and the given names. Made anew each
 * time, so that no key lies in the source and none runs out.
 */
export function createTestAuthority(): TestAuthority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = distinguishedName('Carat test authority')
  const from = new Date(Date.now() - YEAR_MS)
  const until = new Date(Date.now() + YEAR_MS)
  const isAuthority = extension('551d13', sequence(Buffer.from('0101ff', 'hex')), true)
  const build = (subject: Buffer, key: KeyObject, dates: [Date, Date], extra: Buffer) =>
    certify({ issuer: name, subject, key, dates, extra }, keys.privateKey)
  return {
    certificate: build(name, keys.publicKey, [from, until], isAuthority),
    key: pemOfKey(keys.privateKey),
    issue(options) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const names = (options.names ?? []).map((each) => element(0x82, Buffer.from(each)))
      const address = element(0x87, Buffer.from([127, 0, 0, 1]))
      const alternatives = extension('551d11', sequence(...names, address), false)
      const dates: [Date, Date] = [options.from ?? from, options.until ?? until]
      const subject = distinguishedName('Carat test server')
      return {
        certificate: build(subject, own.publicKey, dates, alternatives),
        key: pemOfKey(own.privateKey),
      }
    },
  }
}

interface Contents {
  issuer: Buffer
  subject: Buffer
  key: KeyObject
  dates: [Date, Date]
  extra: Buffer
}

function certify({ issuer, subject, key, dates, extra }: Contents, signer: KeyObject): string {
  const body = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    issuer,
    sequence(...dates.map(generalizedTime)),
    subject,
    key.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(extra)),
  )
  const signature = element(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, signer)]))
  const base64 = sequence(body, ecdsaWithSha256, signature).toString('base64')
  const lines = base64.match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

const pemOfKey = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }) as string

function distinguishedName(name: string): Buffer {
  const commonName = sequence(oid('550403'), element(0x0c, Buffer.from(name)))
  return sequence(element(0x31, commonName))
}

function extension(id: string, value: Buffer, isCritical: boolean): Buffer {
  const critical = isCritical ? [element(0x01, Buffer.from([0xff]))] : []
  return sequence(oid(id), ...critical, element(0x04, value))
}

function generalizedTime(date: Date): Buffer {
  const text = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  return element(0x18, Buffer.from(text))
}

function oid(hex: string): Buffer {
  return element(0x06, Buffer.from(hex, 'hex'))
}

function sequence(...parts: Buffer[]): Buffer {
  return element(0x30, Buffer.concat(parts))
}

/** Tag, length and value, as DER has it. */
function element(tag: number, value: Buffer): Buffer {
  const { length } = value
  const long = [0x82, length >> 8, length & 0xff]
  const medium = length < 0x100 ? [0x81, length] : long
  return Buffer.concat([Buffer.from([tag, ...(length < 0x80 ? [length] : medium)]), value])
}
