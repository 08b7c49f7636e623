import { expect, test } from 'vitest'
import { parseMemoryInfo, parsePageCounts, readFreeMemory, readTotalMemory } from './free-memory.ts'

test('free memory is something, and no more than there is', async () => {
  const free = await readFreeMemory()
  expect(free).toBeGreaterThan(0)
  expect(free).toBeLessThanOrEqual(readTotalMemory())
})

test('Linux says itself what can be had', () => {
  const text =
    'MemTotal:       24684084 kB\nMemFree:          976880 kB\nMemAvailable:   18111016 kB\n'
  expect(parseMemoryInfo(text)).toBe(18_111_016 * 1024)
  expect(() => parseMemoryInfo('MemTotal: 1 kB')).toThrow()
})

test('macOS keeps few pages free, and gives away others at once', () => {
  const text = `Mach Virtual Memory Statistics: (page size of 16384 bytes)
Pages free:                               10000.
Pages active:                            300000.
Pages inactive:                          200000.
Pages speculative:                         5000.
Pages wired down:                        150000.
Pages purgeable:                           1000.
`
  expect(parsePageCounts(text)).toBe(216_000 * 16_384)
  expect(() => parsePageCounts('something else')).toThrow()
})
