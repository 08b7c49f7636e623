import libheif, { type Handle } from 'libheif-js/wasm-bundle.js'
import type { CheckSize, RawPicture } from './raw-picture.ts'

/**
 * Decodes the primary picture of a HEIC or HEIF file in WebAssembly: sharp ships no HEVC decoder.
 * libheif joins the tiles of a phone's grid and applies the file's own rotation and mirroring, so
 * the EXIF orientation beside them must not be applied again.
 *
 * @throws Error with libheif's words when the file cannot be decoded, and what `checkSize` throws.
 */
export function readHeic(file: Uint8Array, checkSize: CheckSize): RawPicture {
  const context = libheif.heif_context_alloc()
  try {
    const read = libheif.heif_context_read_from_memory(context, file)
    if (read.code.value !== 0) throw new Error(read.message)
    const handle = libheif.heif_js_context_get_primary_image_handle(context)
    if ('code' in handle) throw new Error(handle.message)
    try {
      checkSize(
        libheif.heif_image_handle_get_width(handle),
        libheif.heif_image_handle_get_height(handle),
      )
      return { ...decode(handle), profile: readProfile(handle) }
    } finally {
      libheif.heif_image_handle_release(handle)
    }
  } finally {
    libheif.heif_context_free(context)
  }
}

function decode(handle: Handle): Omit<RawPicture, 'profile'> {
  const decoded = libheif.heif_js_decode_image2(
    handle,
    libheif.heif_colorspace.heif_colorspace_RGB,
    libheif.heif_chroma.heif_chroma_interleaved_RGBA,
  )
  if ('code' in decoded) throw new Error(decoded.message)
  try {
    const [plane] = decoded.channels
    if (!plane) throw new Error('libheif decoded no channel')
    const { width, height, stride } = plane
    const data = new Uint8Array(width * height * 4)
    for (let row = 0; row < height; row++)
      data.set(plane.data.subarray(row * stride, row * stride + width * 4), row * width * 4)
    return { data, width, height, channels: 4 }
  } finally {
    libheif.heif_image_release(decoded.image)
  }
}

/** Phones write Display P3 pictures; without the profile their colours would come out dull. */
function readProfile(handle: Handle): Uint8Array | null {
  const { ptr } = handle.$$
  const size = libheif._heif_image_handle_get_raw_color_profile_size(ptr)
  if (size === 0) return null
  // The C function returns a struct, which wasm passes as an address before the arguments.
  const error = libheif._malloc(16)
  const data = libheif._malloc(size)
  libheif._heif_image_handle_get_raw_color_profile(error, ptr, data)
  const profile = libheif.HEAPU8.slice(data, data + size)
  libheif._free(data)
  libheif._free(error)
  return profile
}
