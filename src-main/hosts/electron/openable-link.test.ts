import { expect, test } from 'vitest'
import { openableLink } from './openable-link.ts'

test.each([
  ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  ['http://example.org', 'http://example.org/'],
  ['mailto:someone@example.org', 'mailto:someone@example.org'],
  ['https://例え.jp/道', 'https://xn--r8jz45g.jp/%E9%81%93'],
])('%s opens', (text, href) => {
  expect(openableLink(text)).toBe(href)
})

const schemes =
  'about app blob chrome cmd data dav devtools dict facetime file filesystem ftp gopher help ' +
  'javascript jar ldap magnet ms-appinstaller ms-cxh ms-excel ms-msdt ms-officecmd ms-search ' +
  'ms-settings ms-word nfs onenote res resource rlogin search-ms sftp shell skype slack sms smb ' +
  'ssh steam tel telnet vbscript view-source vnc vscode webcal ws wss x-apple.systempreferences zoommtg'

test('nothing else opens, in any spelling', () => {
  const forms = schemes
    .split(' ')
    .flatMap((scheme) => [`${scheme}:x`, `${scheme}://host/x`, scheme.toUpperCase() + '://host/x'])
  const odd = [
    ' https://example.org',
    'https://example.org\n--gpu-launcher=x',
    'https://example.org\0.txt',
    'java\tscript:alert(1)',
    'https:\\\\example.org\\x',
    'https://example.org/"&calc"',
    'https://user@example.org/',
    '\\\\host\\share',
    '//example.org',
    '/etc/passwd',
    'C:/Windows',
    'example.org',
    '',
    `https://example.org/${'a'.repeat(10_000)}`,
  ]
  for (const text of [...forms, ...odd]) expect(openableLink(text), text).toBeNull()
  for (const value of [null, undefined, 1, {}, ['https://example.org'], new URL('https://a.b')])
    expect(openableLink(value)).toBeNull()
})
