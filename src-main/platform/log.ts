import pino from 'pino'

/**
 * JSON lines on standard error. No transport threads: they break when bundled. Message texts and
 * file contents are never logged.
 */
export const log = pino({ level: process.env.CARAT_LOG ?? 'warn' }, pino.destination(2))
