/** What the name of a GGUF file tells, as publishers write them; only its header can be believed. */
export interface FileName {
  role: 'weights' | 'projector' | 'other'
  /** E.g. `Q4_K_M` or `UD-Q4_K_XL`; null where the name has none. */
  quantization: string | null
  /** `stem` is the same for all parts of a model; `index` counts from 1. */
  split: { stem: string; index: number; count: number } | null
}

/** More parts than any model has; a name that speaks of more is not believed. */
const MOST_PARTS = 512

/** Kinds of weights llama.cpp writes, with the `UD-` and sizes that publishers add. */
const kinds = [
  'IQ[1-4]_(?:XXS|XS|S|M|NL_XL|NL)',
  'Q[2-8]_K(?:_(?:XXS|XS|S|M|L|XL|XXL|P))?',
  'Q[1-8]_[01](?:_[48]_[48])?',
  'TQ[12]_0',
  'MXFP4(?:_MOE)?',
  'NVFP4',
  'BF16',
  'FP?16',
  'FP?32',
].join('|')
const quantizationPattern = new RegExp(`(?<=^|[-_./ ])(?:UD-)?(?:${kinds})(?=$|[-_. ])`, 'gi')

const notWeights = /imatrix|(?:^|[-_.])(?:vocab|lora|adapter|control-?vector)(?:[-_.]|$)/i

/**
 * @param path with `/` between folders, as hubs have it
 * @returns null for anything but a usable GGUF file: other endings, and paths that lead out of their
 *   folder, which no hub has a reason to list
 */
export function readFileName(path: string): FileName | null {
  if (!/\.gguf$/i.test(path) || !isPlainPath(path)) return null
  const name = path.slice(path.lastIndexOf('/') + 1, -'.gguf'.length)
  const [, stem = name, index, count] = /^(.+)-(\d{5})-of-(\d{5})$/.exec(name) ?? []
  const split = { stem: path.slice(0, -'-00001-of-00001.gguf'.length), ...numbers(index, count) }
  return {
    role: roleOf(stem),
    quantization: readQuantization(stem) ?? readQuantization(folderOf(path)),
    split: isPart(split) ? split : null,
  }
}

/** The path of one part of a split model. */
export function partPath(stem: string, index: number, count: number): string {
  const pad = (number: number) => String(number).padStart(5, '0')
  return `${stem}-${pad(index)}-of-${pad(count)}.gguf`
}

/** Whether each step of a path goes down: nothing empty, no `.` and no `..`. */
export const isPlainPath = (path: string) =>
  path.split('/').every((step) => step !== '' && step !== '.' && step !== '..')

function roleOf(stem: string): FileName['role'] {
  if (/mmproj/i.test(stem)) return 'projector'
  return notWeights.test(stem) ? 'other' : 'weights'
}

/** The last one in the text: model names come before it, and some look like one. */
function readQuantization(text: string): string | null {
  const found = text.match(quantizationPattern)?.at(-1)
  return found?.toUpperCase().replace(/^FP/, 'F') ?? null
}

const folderOf = (path: string) => path.split('/').at(-2) ?? ''

const numbers = (index = '0', count = '0') => ({ index: Number(index), count: Number(count) })

const isPart = ({ index, count }: { index: number; count: number }) =>
  index >= 1 && index <= count && count <= MOST_PARTS
