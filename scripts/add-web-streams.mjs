// Why this exists: jsdom lacks the streams that every browser has, and what the window speaks to the
// services with is made of them. Runs before each test file of the window.
import { ReadableStream, TransformStream, WritableStream } from 'node:stream/web'

Object.assign(globalThis, { ReadableStream, TransformStream, WritableStream })
