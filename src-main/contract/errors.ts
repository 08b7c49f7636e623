import { z } from 'zod'

/**
 * Every failure a user can meet, with the facts its sentence needs. The window turns a code into
 * words (what happened, what was kept, what to do next); services never send prose.
 */
export const failures = {
  /** A file of zero bytes. */
  MEDIA_EMPTY: z.object({ name: z.string() }),
  /** More bytes than Carat reads from one file; `limitBytes` is that bound. */
  MEDIA_TOO_LARGE: z.object({ name: z.string(), bytes: z.number(), limitBytes: z.number() }),
  /** More pixels than fit in memory safely; sides in pixels. */
  IMAGE_TOO_LARGE: z.object({
    name: z.string(),
    width: z.number(),
    height: z.number(),
    limitPixels: z.number(),
  }),
  /** The format is known, but its data cannot be decoded. */
  MEDIA_CORRUPT: z.object({ name: z.string(), format: z.string() }),
  /** Not a picture or clip Carat reads; `detected` names what it looks like, `''` if unknown. */
  MEDIA_UNSUPPORTED: z.object({ name: z.string(), detected: z.string() }),
  /** SVG is a program, not pixels, so it is refused by name. */
  MEDIA_SVG: z.object({ name: z.string() }),
  /** The helper process that decodes pictures died on this file. */
  MEDIA_DECODER_CRASHED: z.object({ name: z.string() }),
  ATTACHMENT_NOT_FOUND: z.object({ attachmentId: z.string() }),
  CHAT_NOT_FOUND: z.object({ chatId: z.string() }),
  FOLDER_NOT_FOUND: z.object({ folderId: z.string() }),
  MESSAGE_NOT_FOUND: z.object({ messageId: z.string() }),
  /** This conversation already has a reply being written. */
  CHAT_BUSY: z.object({ chatId: z.string() }),
  MODEL_NOT_FOUND: z.object({ modelId: z.string() }),
  MODEL_FILE_MISSING: z.object({ modelName: z.string() }),
  MODEL_LOAD_FAILED: z.object({ modelName: z.string(), detail: z.string() }),
  /** No answer from a host; `reason` names the step that failed, `detail` the system's words. */
  HOST_UNREACHABLE: z.object({
    host: z.string(),
    reason: z.enum(['dns', 'refused', 'timeout', 'stalled', 'reset', 'tls', 'clock', 'proxy']),
    detail: z.string(),
  }),
  /** Network use is switched off, in the settings or by the environment. */
  OFFLINE: z.object({}),
  /** An address in the settings is not one that can be used. */
  ADDRESS_INVALID: z.object({ address: z.string() }),
  /** Too many requests; the hub said how long to wait. */
  HUB_BUSY: z.object({ host: z.string(), retrySeconds: z.number() }),
  /** The hub does not let this account read the files; the page is where a person can change that. */
  HUB_ACCESS: z.object({
    repository: z.string(),
    reason: z.enum(['no-token', 'bad-token', 'licence', 'licence-pending', 'token-scope']),
    pageUrl: z.string(),
  }),
  /** No such repository, revision or file; hubs also say so of private ones. */
  HUB_NOT_FOUND: z.object({ repository: z.string() }),
  /** The hub answered with something unexpected; `status` is the HTTP status. */
  HUB_FAILED: z.object({ host: z.string(), status: z.number(), detail: z.string() }),
  /** A redirect that Carat does not follow: to plain http, into a private network, too many. */
  REDIRECT_REFUSED: z.object({ host: z.string(), target: z.string() }),
  DOWNLOAD_NOT_FOUND: z.object({ downloadId: z.string() }),
  /** Less free space than the download needs with its reserve. */
  DOWNLOAD_NO_SPACE: z.object({
    neededBytes: z.number(),
    freeBytes: z.number(),
    folder: z.string(),
  }),
  /** The bytes had the wrong hash twice. */
  DOWNLOAD_CORRUPT: z.object({ name: z.string(), host: z.string() }),
  /** The file at the pinned commit is another one now. */
  DOWNLOAD_CHANGED: z.object({ name: z.string() }),
  /** Not a GGUF file; `detected` names what it is. */
  FILE_NOT_GGUF: z.object({
    name: z.string(),
    detected: z.enum(['empty', 'html', 'lfs-pointer', 'safetensors', 'archive', 'json', 'unknown']),
  }),
  /** Fewer bytes than its own header speaks of. */
  GGUF_TRUNCATED: z.object({ name: z.string(), bytes: z.number(), neededBytes: z.number() }),
  /** A header that contradicts itself; `detail` says where. */
  GGUF_INVALID: z.object({ name: z.string(), detail: z.string() }),
  /** A split model without all of its parts. */
  GGUF_PARTS_MISSING: z.object({ name: z.string(), missing: z.array(z.string()) }),
  /** A valid file that the engine in this Carat cannot run; `feature` names what is unknown to it. */
  /** Ollama's own layout: llama.cpp wants the picture encoder in a file of its own. */
  GGUF_ENCODER_INSIDE: z.object({ name: z.string() }),
  GGUF_UNSUPPORTED: z.object({ name: z.string(), feature: z.string(), engine: z.string() }),
  /** The picture encoder belongs to another model: widths of the embeddings differ. */
  PROJECTOR_MISMATCH: z.object({
    modelName: z.string(),
    projectorName: z.string(),
    modelWidth: z.number(),
    projectorWidth: z.number(),
  }),
  /** The file is not a model of its own, e.g. a picture encoder alone. */
  FILE_NOT_A_MODEL: z.object({
    name: z.string(),
    kind: z.enum(['projector', 'adapter', 'vocabulary']),
  }),
  /** A path the user gave leads to no file. */
  FILE_NOT_FOUND: z.object({ path: z.string() }),
  FOLDER_UNAVAILABLE: z.object({ path: z.string() }),
  FOLDER_NOT_WRITABLE: z.object({ path: z.string() }),
  /** The drive's file system cannot hold a file of this size (FAT32: 4 GiB). */
  FOLDER_FILE_TOO_LARGE: z.object({ path: z.string(), bytes: z.number() }),
  /** Its files are in use, or other work on them is going on. */
  MODEL_BUSY: z.object({ modelName: z.string() }),
  /** Files of another program are only read. */
  MODEL_NOT_OWNED: z.object({ modelName: z.string() }),
  /** It was not downloaded by Carat, so there is nowhere to fetch damaged parts from. */
  MODEL_NOT_REPAIRABLE: z.object({ modelName: z.string() }),
  /** The chosen model has no picture encoder. */
  IMAGES_NOT_SUPPORTED: z.object({ modelName: z.string() }),
  /** The picture engine could not be built here; `reason` is the build's code, `detail` its hint. */
  VISION_ENGINE_MISSING: z.object({
    reason: z.enum(['NO_COMPILER', 'NO_CMAKE', 'NO_GIT', 'BUILD_FAILED', 'UNSUPPORTED_PLATFORM']),
    detail: z.string(),
  }),
  /** The engine process ended while it was working; `exit` is its code or signal. */
  ENGINE_CRASHED: z.object({ modelName: z.string(), exit: z.string() }),
  ENGINE_FAILED: z.object({ modelName: z.string(), detail: z.string() }),
  /** The prompt needs more tokens than the loaded context holds. */
  CONTEXT_OVERFLOW: z.object({ modelName: z.string(), contextSize: z.number() }),
  /** The database was written by a newer Carat; it was not touched. */
  DATABASE_NEWER: z.object({ found: z.number(), supported: z.number() }),
  DATABASE_UNREADABLE: z.object({ detail: z.string() }),
  /** Pages of the database, or of a snapshot, do not hold what they should. */
  DATABASE_DAMAGED: z.object({ detail: z.string() }),
  SNAPSHOT_NOT_FOUND: z.object({ id: z.string() }),
  /** The data folder cannot be written to, so nothing new is kept in it. */
  DATA_READ_ONLY: z.object({ folder: z.string() }),
  DISK_FULL: z.object({}),
  /** A file with the words of a language is missing, too large or no JSON of words. */
  LANGUAGE_UNREADABLE: z.object({ tag: z.string(), detail: z.string() }),
  /** An export or import that has ended and is not known any more. */
  TRANSFER_GONE: z.object({}),
  /** Nothing to export: no conversations. */
  EXPORT_EMPTY: z.object({}),
  /** This host cannot print. */
  EXPORT_NO_PDF: z.object({}),
  /** None of the exports Carat knows. */
  IMPORT_UNKNOWN: z.object({ name: z.string() }),
  /** A zip archive or JSON file that cannot be read; `detail` is the reader's reason. */
  IMPORT_DAMAGED: z.object({ name: z.string(), detail: z.string() }),
  /** More than an honest export holds, or names that lead out of it: nothing of it was taken. */
  IMPORT_REFUSED: z.object({
    name: z.string(),
    reason: z.enum(['entries', 'conversations', 'size', 'ratio', 'names']),
  }),
  /** Made by a newer Carat. */
  IMPORT_NEWER: z.object({ found: z.number(), supported: z.number() }),
  INTERNAL: z.object({ detail: z.string() }),
} as const

export type FailureCode = keyof typeof failures
export type FailureData<Code extends FailureCode> = z.infer<(typeof failures)[Code]>

/** One failure as a value: what is stored with a reply and what crosses a boundary. */
export type Failure = {
  [Code in FailureCode]: { code: Code; data: FailureData<Code> }
}[FailureCode]

const failureSchemas = Object.entries(failures).map(([code, data]) =>
  z.object({ code: z.literal(code), data }),
)

export const failureSchema = z.union(failureSchemas) as unknown as z.ZodType<Failure>

type FailureMap = { [Code in FailureCode]: { data: (typeof failures)[Code] } }

/** The same table in the form oRPC's `.errors()` takes. */
export const failureMap = Object.fromEntries(
  Object.entries(failures).map(([code, data]) => [code, { data }]),
) as FailureMap
