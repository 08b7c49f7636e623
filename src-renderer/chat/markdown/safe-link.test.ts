import { describe, expect, it } from 'vitest'
import { safeLink } from './safe-link.ts'

const hrefOf = (address: unknown) => safeLink(address)?.href ?? null

describe('safeLink', () => {
  it.each([
    ['https://a.example/x?y=1#z', 'https://a.example/x?y=1#z'],
    ['https://\u0430pple.example', 'https://xn--pple-43d.example/'],
    ['https://a.example/?q=a|b`c', 'https://a.example/?q=a%7Cb%60c'],
    ['mailto:me@a.example', 'mailto:me@a.example'],
    ['mailto:%@a.example', 'mailto:%@a.example'],
    ['mailto:a@b.example?subject=A%20b&attach=/etc/passwd', 'mailto:a@b.example?subject=A%20b'],
  ])('lets %s through', (address, href) => expect(hrefOf(address)).toBe(href))

  it.each([
    'https://ok.example@evil.example',
    'https://a:b@evil.example/',
    'https://\u202eelpmaxe.ko',
    'javascript:alert(1)',
    '//a.example',
    '/rpc',
    'https://',
    '',
    undefined,
  ])('stops %s', (address) => expect(hrefOf(address)).toBeNull())
})
