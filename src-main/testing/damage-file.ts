import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'

const PAGE = 4096

/** The same numbers for the same seed. */
export function createNumbers(seed: number) {
  let state = seed >>> 0
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Changes one byte of a file, at a place chosen by the seed. @returns the page it is on */
export function flipByte(file: string, seed: number): number[] {
  const handle = openSync(file, 'r+')
  try {
    const random = createNumbers(seed)
    const at = random(fstatSync(handle).size)
    const byte = Buffer.alloc(1)
    readSync(handle, byte, 0, 1, at)
    byte[0] = (byte[0] ?? 0) ^ (1 + random(255))
    writeSync(handle, byte, 0, 1, at)
    return [Math.floor(at / PAGE) + 1]
  } finally {
    closeSync(handle)
  }
}

/** Overwrites a share of the pages with noise. @returns their numbers */
export function spoilPages(file: string, share: number, seed: number): number[] {
  const handle = openSync(file, 'r+')
  try {
    const random = createNumbers(seed)
    const count = Math.floor(fstatSync(handle).size / PAGE)
    const chosen = new Set<number>()
    while (chosen.size < Math.max(1, Math.round(count * share))) chosen.add(1 + random(count))
    for (const number of chosen) {
      const noise = Buffer.from(Array.from({ length: PAGE }, () => random(256)))
      writeSync(handle, noise, 0, PAGE, (number - 1) * PAGE)
    }
    return [...chosen]
  } finally {
    closeSync(handle)
  }
}
