const names: [pattern: RegExp, name: string][] = [
  [/^(hevc|hvc1|hev1|dvh1|dvhe|V_MPEGH)/i, 'HEVC (H.265)'],
  [/^(vvc|vvi1|vvc1)/i, 'VVC (H.266)'],
  [/^(avc|V_MPEG4\/ISO\/AVC)/i, 'H.264'],
  [/^(av1|av01|V_AV1)/i, 'AV1'],
  [/^(vp0?9|V_VP9)/i, 'VP9'],
  [/^(vp0?8|V_VP8)/i, 'VP8'],
  [/^(prores|apc[hnso]|ap4[hx]|aprn|V_PRORES)/i, 'Apple ProRes'],
  [/^(AVdn|AVdh)/i, 'Avid DNxHD'],
  [/^(mp4v|xvid|divx|dx50|V_MPEG4)/i, 'MPEG-4 Visual'],
  [/^(mjp|jpeg|V_MJPEG)/i, 'Motion JPEG'],
  [/^(mp2v|m2v1|V_MPEG2)/i, 'MPEG-2'],
  [/^(V_THEORA)/i, 'Theora'],
  [/^(s263|h263)/i, 'H.263'],
  [/^(wvc1|wmv|V_MS)/i, 'Windows Media Video'],
]

/** The name people know a codec by; the code itself if it is not known, or null without one. */
export function codecName(code: string | null): string | null {
  if (code === null || code === '') return null
  return names.find(([pattern]) => pattern.test(code))?.[1] ?? code
}
