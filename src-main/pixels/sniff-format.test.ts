import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sniffFormat } from './sniff-format.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const ftyp = (...brands: string[]) => {
  const box = bytes(`\0\0\0\0ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`)
  box.writeUInt32BE(box.length)
  return box
}
const svg = '<svg xmlns="http://www.w3.org/2000/svg"></svg>'

test.each([
  ['HEIC', ftyp('heic', 'mif1', 'heic')],
  ['HEIC', ftyp('mif1', 'mif1', 'heic')],
  ['HEIC', ftyp('msf1', 'hevc')],
  ['AVIF', ftyp('avif', 'mif1')],
  ['AVIF', ftyp('mif1', 'avif', 'miaf')],
  ['HEIF', ftyp('mif1', 'mif1')],
  ['MP4', ftyp('isom', 'iso2', 'avc1', 'mp41')],
  ['QuickTime', ftyp('qt  ')],
  ['WebM', bytes('\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm')],
  ['Matroska', bytes('\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska')],
  ['WebP', bytes('RIFF\x10\0\0\0WEBPVP8 ')],
  ['WAV', bytes('RIFF\x10\0\0\0WAVEfmt ')],
  ['TIFF', bytes('II*\0\x08\0\0\0')],
  ['TIFF', bytes('MM\0*\0\0\0\x08')],
  ['PSD', bytes('8BPS\0\x01')],
  ['ICO', bytes('\0\0\x01\0\x01\0')],
  ['JPEG XL', bytes('\xff\x0a\xff')],
  ['JPEG XL', bytes('\0\0\0\x0cJXL \r\n\x87\n')],
  ['PDF', bytes('%PDF-1.7\n')],
  ['PDF', bytes('garbage before\n%PDF-1.4')],
  ['ZIP', bytes('PK\x03\x04\x14\0')],
  ['EXE', bytes('MZ\x90\0\x03')],
  ['ELF', bytes('\x7fELF\x02')],
  ['GGUF', bytes('GGUF\x03\0\0\0')],
  ['HTML', bytes('<!DOCTYPE html>\n<html><svg></svg></html>')],
  ['HTML', bytes('<!-- page --><html>')],
  ['XML', bytes('<?xml version="1.0"?><feed/>')],
  ['text', bytes('BMW makes cars')],
  ['text', bytes('hello <svg> is a word')],
  ['', bytes('\0\x01\x02\xfe\xff')],
  ['', bytes('\x89PN')],
])('%s by its bytes', (format, head) => expect(sniffFormat(head)).toBe(format))

test.each([
  ['plain', svg],
  ['byte order mark', `\ufeff${svg}`],
  ['prolog', `<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet href="a.css"?>${svg}`],
  ['white space', `\n\n \t${svg}`],
  ['comments', `<!-- a > b --><!-- <html> -->\n${svg}`],
  ['document type', `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">${svg}`],
  ['entities', `<!DOCTYPE svg [ <!ENTITY a "b"> <!ENTITY c "d"> ]>\n${svg}`],
  ['namespace', '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>'],
  ['capitals', '<SVG></SVG>'],
  ['a long comment', `<!--${'x'.repeat(100_000)}-->${svg}`],
])('SVG with %s', (_, text) => expect(sniffFormat(Buffer.from(text))).toBe('SVG'))

test('SVG in UTF-16', () => {
  expect(sniffFormat(Buffer.from(`\ufeff${svg}`, 'utf16le'))).toBe('SVG')
  expect(sniffFormat(Buffer.from(`\ufeff${svg}`, 'utf16le').swap16())).toBe('SVG')
})

test('hostile comments take no time', () => {
  const started = performance.now()
  expect(sniffFormat(Buffer.from('<!---->'.repeat(140_000)))).toBe('text')
  expect(sniffFormat(Buffer.from('<!--'.repeat(250_000)))).toBe('text')
  expect(performance.now() - started).toBeLessThan(1000)
})

test('fixtures are what they claim, whatever their names', () => {
  const fixture = (name: string) =>
    sniffFormat(readFileSync(join(import.meta.dirname, '../../e2e/fixtures', name)))
  expect(fixture('media/red-circle.heic')).toBe('HEIC')
  expect(fixture('media/red-circle.avif')).toBe('AVIF')
  expect(fixture('media/red-circle.bmp')).toBe('BMP')
  expect(fixture('media/red-circle.gif')).toBe('GIF')
  expect(fixture('samples/pink-heart.webp')).toBe('WebP')
  expect(fixture('samples/exif-rotated.jpg')).toBe('JPEG')
  expect(fixture('samples/star-moves-up.webm')).toBe('WebM')
  expect(fixture('samples/square-turns-blue.mp4')).toBe('MP4')
  expect(fixture('media/drawing.svg')).toBe('SVG')
  expect(fixture('media/not-a-picture.png')).toBe('text')
})
