/** What Carat uses of libheif's wasm build; names are the C API's. */
declare module 'libheif-js/wasm-bundle.js' {
  /** Opaque pointers; `$$.ptr` is the address the plain C functions take. */
  export interface Handle {
    $$: { ptr: number }
  }
  interface HeifError {
    code: { value: number }
    message: string
  }
  interface DecodedImage {
    image: Handle
    width: number
    height: number
    channels: { data: Uint8Array; stride: number; width: number; height: number }[]
  }
  interface Libheif {
    HEAPU8: Uint8Array
    _malloc(bytes: number): number
    _free(address: number): void
    heif_context_alloc(): Handle
    heif_context_free(context: Handle): void
    heif_context_read_from_memory(context: Handle, bytes: Uint8Array): HeifError
    heif_js_context_get_primary_image_handle(context: Handle): Handle | HeifError
    heif_image_handle_release(handle: Handle): void
    heif_image_release(image: Handle): void
    heif_image_handle_get_width(handle: Handle): number
    heif_image_handle_get_height(handle: Handle): number
    heif_js_decode_image2(
      handle: Handle,
      colourSpace: unknown,
      chroma: unknown,
    ): DecodedImage | HeifError
    heif_colorspace: { heif_colorspace_RGB: unknown }
    heif_chroma: { heif_chroma_interleaved_RGBA: unknown }
    _heif_image_handle_get_raw_color_profile_size(handle: number): number
    _heif_image_handle_get_raw_color_profile(error: number, handle: number, data: number): void
  }
  const libheif: Libheif
  export default libheif
}
