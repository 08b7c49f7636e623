import { expect, test } from 'vitest'
import {
  formatContext,
  formatCount,
  formatFileSize,
  formatMemorySize,
  formatSpeed,
} from './format.ts'

test('a slow transfer is told in KB and a fast one in MB', () => {
  expect(formatSpeed(42_000, 'en')).toBe('42 kB/s')
  expect(formatSpeed(8_400_000, 'en')).toBe('8.4 MB/s')
  expect(formatSpeed(8_000_000, 'en')).toBe('8.0 MB/s')
  expect(formatSpeed(412_000_000, 'en')).toBe('412 MB/s')
})

test('context is counted in K of 1,024', () => {
  expect(formatContext(131_072)).toBe('128K')
  expect(formatContext(32_768)).toBe('32K')
  expect(formatContext(40_000)).toBe('39K')
  expect(formatContext(512)).toBe('512')
})

test('counts are short and memory is what the box says', () => {
  expect(formatCount(1_234_567, 'en')).toBe('1.2M')
  expect(formatCount(1_234_567, 'zh-CN')).toBe('123.5万')
  expect(formatMemorySize(16.6 * 2 ** 30 - 2 ** 29, 'en')).toBe('16 GB')
})

test('a size on disk is never rounded to nothing', () => {
  expect(formatFileSize(36_400, 'en')).toBe('36 kB')
  expect(formatFileSize(4_240_000, 'en')).toBe('4.2 MB')
  expect(formatFileSize(3_160_000_000, 'en')).toBe('3.2 GB')
})
