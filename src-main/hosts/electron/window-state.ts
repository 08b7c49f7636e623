import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

export const SMALLEST_WINDOW = { width: 640, height: 480 } as const

const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(SMALLEST_WINDOW.width),
  height: z.number().int().min(SMALLEST_WINDOW.height),
})
/** A place on the screens, in device-independent pixels. */
export type Bounds = z.infer<typeof boundsSchema>

const stateSchema = z.object({ bounds: boundsSchema, maximized: z.boolean() })
export type WindowState = z.infer<typeof stateSchema>

/** How much of a window must be on a display for its title bar to be in reach. */
const REACHABLE = { width: 100, height: 40 }

/**
 * The window's last place, or null if there is none to trust: the file is missing or damaged, or
 * the display it was on is gone.
 */
export function readWindowState(file: string, displays: readonly Bounds[]): WindowState | null {
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return displays.some((display) => isReachable(state.bounds, display)) ? state : null
  } catch {
    return null
  }
}

/** Written whole or not at all; a lost window place is not worth an error. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state))
    renameSync(`${file}.new`, file)
  } catch {
    return
  }
}

function isReachable(window: Bounds, display: Bounds): boolean {
  const right = Math.min(window.x + window.width, display.x + display.width)
  const width = right - Math.max(window.x, display.x)
  const belowTop = window.y >= display.y
  const aboveBottom = window.y + REACHABLE.height <= display.y + display.height
  return width >= REACHABLE.width && belowTop && aboveBottom
}
