import type { WindowFailure } from '../rpc/failure.ts'
import { i18n } from './i18n.ts'
import { joinNames } from './join-words.ts'
import type errors from './en/errors.json'

type ErrorKey = keyof typeof errors

/** Any `t`, whatever namespace it is bound to: i18next's own type has no supertype for that. */
type AnyTranslate = (...parameters: never[]) => unknown

/** The sentences of a failure that has more than one set, by what is known about it. */
function keyOf(failure: WindowFailure): ErrorKey {
  if (failure.code === 'VISION_ENGINE_MISSING') return `${failure.code}_${failure.data.reason}`
  if (failure.code === 'HOST_UNREACHABLE') return `${failure.code}_${failure.data.reason}`
  if (failure.code === 'HUB_ACCESS') return `${failure.code}_${failure.data.reason}`
  if (failure.code === 'FILE_NOT_GGUF') return `${failure.code}_${failure.data.detected}`
  if (failure.code === 'FILE_NOT_A_MODEL') return `${failure.code}_${failure.data.kind}`
  // What the system ends so was rarely at fault itself; the name of the signal is in the details.
  if (failure.code === 'ENGINE_CRASHED' && failure.data.exit === 'SIGKILL')
    return 'ENGINE_CRASHED_KILLED'
  if (failure.code === 'IMPORT_REFUSED') return `${failure.code}_${failure.data.reason}`
  if (failure.code === 'MEDIA_UNSUPPORTED' && failure.data.detected)
    return 'MEDIA_UNSUPPORTED_DETECTED'
  const { code, data } = failure
  if (code === 'PROJECTOR_MISMATCH' && data.modelWidth === data.projectorWidth)
    return 'PROJECTOR_MISMATCH_family'
  return failure.code
}

/**
 * Says a failure in the language of `t`: what happened, what was kept, what to do next.
 */
export function failureText(t: AnyTranslate, failure: WindowFailure): string {
  const data: Record<string, unknown> = { ...failure.data }
  if (failure.code === 'IMAGE_TOO_LARGE')
    data['limitMegapixels'] = failure.data.limitPixels / 1_000_000
  if (failure.code === 'GGUF_PARTS_MISSING')
    data['list'] = joinNames(failure.data.missing, i18n.language)
  const say = t as (key: string, data: Record<string, unknown>) => string
  return say(`errors:${keyOf(failure)}`, data).trim()
}
