import { expect, test } from 'vitest'
import { isLargeEnough, middleRegion, regionAfterKey, regionBetween } from './region.ts'

test('a region lies between two places, whichever came first, inside the picture', () => {
  const region = { x: 0.25, y: 0.5, width: 0.5, height: 0.25 }
  expect(regionBetween({ x: 0.25, y: 0.5 }, { x: 0.75, y: 0.75 })).toEqual(region)
  expect(regionBetween({ x: 0.75, y: 0.5 }, { x: 0.25, y: 0.75 })).toEqual(region)
  expect(regionBetween({ x: -1, y: 0.5 }, { x: 9, y: 2 })).toEqual({
    x: 0,
    y: 0.5,
    width: 1,
    height: 0.5,
  })
})

test('a click is no region', () => {
  const place = { x: 0.5, y: 0.5 }
  expect(isLargeEnough(regionBetween(place, place))).toBe(false)
  expect(isLargeEnough(regionBetween(place, { x: 0.6, y: 0.51 }))).toBe(false)
  expect(isLargeEnough(middleRegion)).toBe(true)
})

test('arrow keys move a region and with Shift change its size', () => {
  const moved = regionAfterKey(middleRegion, 'ArrowLeft', false)
  expect(moved?.x).toBeCloseTo(0.33)
  expect(moved?.width).toBe(0.3)
  expect(regionAfterKey(middleRegion, 'ArrowDown', true)?.height).toBeCloseTo(0.32)
  expect(regionAfterKey(middleRegion, 'a', false)).toBeNull()
})

test.each(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'])('%s ends at the edge', (key) => {
  for (const shift of [false, true]) {
    let region = middleRegion
    for (let presses = 0; presses < 100; presses += 1)
      region = regionAfterKey(region, key, shift) ?? region
    expect(region.x).toBeGreaterThanOrEqual(0)
    expect(region.y).toBeGreaterThanOrEqual(0)
    expect(region.x + region.width).toBeLessThanOrEqual(1 + 1e-9)
    expect(region.y + region.height).toBeLessThanOrEqual(1 + 1e-9)
    expect(Math.min(region.width, region.height)).toBeGreaterThanOrEqual(0.02)
  }
})
