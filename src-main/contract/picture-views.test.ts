import { describe, expect, test } from 'vitest'
import { pictureViewsOf, tokensOfView, usualDetail } from './picture-views.ts'

const shapeOf = (crops: readonly { width: number; height: number }[]) =>
  crops.map(({ width, height }) => `${width}x${height}`)

describe('auto, as published with Gemma 3', () => {
  // What `pan_and_scan` with the published figures gives for these sides.
  test.each([
    [1000, 1000, []],
    [1199, 1000, []],
    [1200, 1000, ['600x1000', '600x1000']],
    [1000, 1200, ['1000x600', '1000x600']],
    [1280, 720, ['640x720', '640x720']],
    [720, 1280, ['720x640', '720x640']],
    [2500, 1000, ['834x1000', '834x1000', '832x1000']],
    [2501, 1000, ['834x1000', '834x1000', '833x1000']],
    [960, 320, ['320x320', '320x320', '320x320']],
    [4000, 500, ['1000x500', '1000x500', '1000x500', '1000x500']],
    [900, 300, ['300x300', '300x300', '300x300']],
    // Three crops by shape, two by size.
    [767, 260, ['384x260', '383x260']],
    [1200, 250, []],
    [511, 300, ['256x300', '255x300']],
    [510, 300, []],
    [8000, 8, []],
  ])('%i x %i', (width, height, expected) => {
    expect(shapeOf(pictureViewsOf({ width, height }, { detail: 'auto' }).crops)).toEqual(expected)
  })
})

describe('detailed', () => {
  test.each([
    [1000, 1000, ['500x500', '500x500', '500x500', '500x500']],
    [1280, 720, ['640x360', '640x360', '640x360', '640x360']],
    [720, 1280, ['360x640', '360x640', '360x640', '360x640']],
    [1200, 500, ['600x500', '600x500']],
    [960, 320, ['320x320', '320x320', '320x320']],
    [512, 512, ['256x256', '256x256', '256x256', '256x256']],
    [500, 500, []],
    [224, 224, []],
  ])('%i x %i', (width, height, expected) => {
    const { crops } = pictureViewsOf({ width, height }, { detail: 'detailed' })
    expect(shapeOf(crops)).toEqual(expected)
  })
})

test('crops go row by row, cover the picture once, and never leave it', () => {
  for (const detail of ['auto', 'detailed'] as const)
    for (let width = 1; width < 4200; width += 211)
      for (let height = 1; height < 4200; height += 197) {
        const { crops, count } = pictureViewsOf({ width, height }, { detail })
        expect(crops.length).toBeLessThanOrEqual(4)
        expect(count).toBe(1 + crops.length)
        if (crops.length === 0) continue
        const area = crops.reduce((sum, crop) => sum + crop.width * crop.height, 0)
        expect(area).toBe(width * height)
        for (const { left, top, width: across, height: down } of crops) {
          expect(left + across).toBeLessThanOrEqual(width)
          expect(top + down).toBeLessThanOrEqual(height)
          expect(Math.min(across, down)).toBeGreaterThan(252)
        }
      }
  const { crops } = pictureViewsOf({ width: 1001, height: 1001 }, { detail: 'detailed' })
  expect(crops.map(({ left, top }) => [left, top])).toEqual([
    [0, 0],
    [501, 0],
    [0, 501],
    [501, 501],
  ])
})

test('without a choice a picture is one view', () => {
  const one = { crops: [], closerLooks: [], count: 1 }
  expect(pictureViewsOf({ width: 4000, height: 500 })).toEqual(one)
  expect(pictureViewsOf({ width: 4000, height: 500 }, { detail: 'fast' })).toEqual(one)
})

test('closer looks are whole pixels inside the picture, come last, and are never too small', () => {
  const sides = { width: 1000, height: 500 }
  const look = {
    detail: 'auto' as const,
    closerLooks: [
      { x: 0.25, y: 0.5, width: 0.1, height: 0.2 },
      { x: 0.999, y: 0.999, width: 0.0001, height: 0.0001 },
      { x: 0.9, y: 0, width: 1, height: 1 },
    ],
  }
  const views = pictureViewsOf(sides, look)
  expect(views.closerLooks).toEqual([
    { left: 250, top: 250, width: 100, height: 100 },
    { left: 968, top: 468, width: 32, height: 32 },
    { left: 0, top: 0, width: 1000, height: 500 },
  ])
  expect(views.count).toBe(6)
  const tiny = pictureViewsOf({ width: 5, height: 9 }, look).closerLooks
  expect(tiny.every(({ width, height }) => width <= 5 && height <= 9)).toBe(true)
})

test.each([
  [{ architecture: 'gemma3', demo: false }, 258, 'auto'],
  [{ architecture: 'gemma3n', demo: false }, 258, 'fast'],
  [{ architecture: 'gemma3', demo: true }, 18, 'fast'],
  [{ architecture: 'qwen2vl', demo: false }, null, 'fast'],
])('%o costs %s tokens a view and usually looks %s', (model, tokens, detail) => {
  expect(tokensOfView(model)).toBe(tokens)
  expect(usualDetail(model)).toBe(detail)
})
