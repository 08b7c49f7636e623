import { describe, expect, it } from 'vitest'
import { codecName } from './codec-name.ts'
import { clipKind, isClip } from './is-clip.ts'

describe('codecName', () => {
  it.each([
    ['hevc', 'HEVC (H.265)'],
    ['hvc1.1.6.L93.B0', 'HEVC (H.265)'],
    ['av01.0.08M.10', 'AV1'],
    ['vp09.00.10.08', 'VP9'],
    ['prores', 'Apple ProRes'],
    ['apch', 'Apple ProRes'],
    ['mp4v', 'MPEG-4 Visual'],
    ['V_MPEG2', 'MPEG-2'],
    ['xyz1', 'xyz1'],
    [null, null],
    ['', null],
  ])('knows %s', (code, name) => {
    expect(codecName(code)).toBe(name)
  })
})

describe('isClip', () => {
  it('goes by the type, and by the name where there is none', () => {
    expect(isClip({ name: 'a', type: 'video/mp4' })).toBe(true)
    expect(isClip({ name: 'a.MOV', type: '' })).toBe(true)
    expect(isClip({ name: 'a.heic', type: '' })).toBe(false)
    expect(isClip({ name: 'a.mp4', type: 'image/png' })).toBe(false)
  })

  it('names the kind', () => {
    expect(clipKind({ name: 'a.avi', type: 'video/x-msvideo' })).toBe('AVI')
    expect(clipKind({ name: 'a', type: 'video/x-flv' })).toBe('FLV')
  })
})
