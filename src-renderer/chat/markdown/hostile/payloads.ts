import { htmlPayloads } from './html-payloads.ts'
import { linkPayloads } from './link-payloads.ts'
import { requestPayloads } from './request-payloads.ts'
import { textPayloads } from './text-payloads.ts'

/** Text that a hostile model, picture, file or hub might bring, grouped by kind. For tests alone. */
export const payloadsByKind: Readonly<Record<string, readonly string[]>> = {
  ...htmlPayloads,
  ...requestPayloads,
  ...linkPayloads,
  ...textPayloads,
}

export const payloads: readonly string[] = [...new Set(Object.values(payloadsByKind).flat())]
