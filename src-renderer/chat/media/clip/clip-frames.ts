/** A clip that was opened, ready to give its frames. */
export interface OpenClip {
  durationSeconds: number
  /** Frames it has; counted only as far as it matters, else Infinity. */
  frameCount: number
  /** The pictures at the given times, in order and one at a time. */
  frames(times: readonly number[], signal: AbortSignal): AsyncIterable<Canvas>
  close(): void
}

export type Canvas = HTMLCanvasElement | OffscreenCanvas

/** Longest side of a stored frame in pixels: what common picture encoders take in. */
export const LONGEST_SIDE = 896

/** Sides scaled down to the bound, never up. */
export function fitSides(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height))
  const side = (pixels: number) => Math.max(1, Math.round(pixels * scale))
  return { width: side(width), height: side(height) }
}

/** Frames this small are stored without loss; a drawing of few colours stays exact. */
const LOSSLESS_PIXELS = 480 * 480
const JPEG_QUALITY = 0.92

/** A frame as a file's bytes. */
export function encodeFrame(canvas: Canvas): Promise<Blob> {
  const small = canvas.width * canvas.height <= LOSSLESS_PIXELS
  const type = small ? 'image/png' : 'image/jpeg'
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type, quality: JPEG_QUALITY })
  return new Promise((resolve, reject) => {
    const take = (blob: Blob | null) =>
      blob ? resolve(blob) : reject(new Error('The frame could not be encoded'))
    canvas.toBlob(take, type, JPEG_QUALITY)
  })
}
