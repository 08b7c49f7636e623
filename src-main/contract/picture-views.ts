import type { PictureDetail, Region } from './messages.ts'

/** Sides of an upright picture in pixels. */
export interface PictureSides {
  width: number
  height: number
}

/** A part of a picture in whole pixels of the upright original, from its left upper corner. */
export interface PictureRectangle extends PictureSides {
  left: number
  top: number
}

/** How closely one picture is to be looked at; the fields of a message's picture part. */
export interface PictureLook {
  detail?: PictureDetail | undefined
  closerLooks?: readonly Region[] | undefined
}

/** What a picture is looked at as, in the order a model gets it: the whole picture comes first. */
export interface PictureViews {
  /** Cut by the picture's shape and detail, row by row. */
  crops: PictureRectangle[]
  /** What the user asked to be looked at more closely, in their order. */
  closerLooks: PictureRectangle[]
  /** The whole picture and all of the above. */
  count: number
}

/** Longer side by shorter side from which on a picture is cut up. */
const MIN_RATIO = 1.2
const MIN_CROP_SIDE = 256
const MAX_CROPS = 4
/** A smaller part would be a smear once it is as large as an encoder's input. */
const MIN_CLOSER_SIDE = 32

/**
 * The views a picture is looked at as; the same picture and choice always give the same ones.
 *
 * `auto` is the pan and scan that was published with Gemma 3: from a ratio of sides of 1.2 on, 2 to
 * 4 crops along the longer side, none under 256 pixels. The figures are the defaults of
 * `Gemma3ProcessorKwargs` in transformers' `processing_gemma3.py`, the rounding is that of
 * `pan_and_scan` in its `image_processing_gemma3.py`. `detailed` also cuts pictures that are nearly
 * square, and halves the shorter side where that leaves four crops that are large enough. `fast`,
 * also where nothing is said, is the whole picture alone.
 */
export function pictureViewsOf(sides: PictureSides, look: PictureLook = {}): PictureViews {
  const crops = cropsOf(sides, look.detail ?? 'fast')
  const closerLooks = (look.closerLooks ?? []).map((region) => toRectangle(sides, region))
  return { crops, closerLooks, count: 1 + crops.length + closerLooks.length }
}

function cropsOf(sides: PictureSides, detail: PictureDetail): PictureRectangle[] {
  if (detail === 'fast') return []
  const long = Math.max(sides.width, sides.height)
  const short = Math.min(sides.width, sides.height)
  const ratio = long / short
  if (detail === 'auto' && ratio < MIN_RATIO) return []
  const fitting = Math.min(Math.floor(ratio + 0.5), Math.floor(long / MIN_CROP_SIDE))
  const along = Math.min(Math.max(fitting, 2), MAX_CROPS)
  const halves = detail === 'detailed' && along === 2 && short / 2 >= MIN_CROP_SIDE
  const across = halves ? 2 : 1
  const [columns, rows] = sides.width >= sides.height ? [along, across] : [across, along]
  const width = Math.ceil(sides.width / columns)
  const height = Math.ceil(sides.height / rows)
  if (Math.min(width, height) < MIN_CROP_SIDE) return []
  return Array.from({ length: columns * rows }, (_, place) => {
    const left = width * (place % columns)
    const top = height * Math.floor(place / columns)
    // The last of a row is what is left, up to three pixels less.
    return {
      left,
      top,
      width: Math.min(width, sides.width - left),
      height: Math.min(height, sides.height - top),
    }
  })
}

function toRectangle({ width, height }: PictureSides, region: Region): PictureRectangle {
  const across = toStretch(width, region.x, region.width)
  const down = toStretch(height, region.y, region.height)
  return { left: across.start, width: across.length, top: down.start, height: down.length }
}

/** Whole pixels of one side, inside the picture, and not too few to see something. */
function toStretch(side: number, start: number, share: number) {
  const least = Math.min(side, MIN_CLOSER_SIDE)
  const length = Math.min(side, Math.max(least, Math.round(share * side)))
  return { start: Math.min(Math.max(0, Math.round(start * side)), side - length), length }
}

interface SeeingModel {
  architecture: string
  demo: boolean
  /** Whom it answers as. */
  assistant?: { pictureDetail: PictureDetail | null } | null
}

/**
 * Tokens one view costs, or null where they depend on the picture: 256 and two marks around them for
 * Gemma 3 and 3n, 16 for
 * the demo model, which is a Gemma 3 in small.
 */
export function tokensOfView({ architecture, demo }: SeeingModel): number | null {
  if (demo) return 18
  return architecture === 'gemma3' || architecture === 'gemma3n' ? 258 : null
}

/**
 * The detail of pictures nobody chose one for. Crops are for models that were trained on them: the
 * demo model has seen one view of a picture only, and others take large pictures as they are.
 */
export const usualDetail = ({ architecture, assistant, demo }: SeeingModel): PictureDetail =>
  assistant?.pictureDetail ?? (architecture === 'gemma3' && !demo ? 'auto' : 'fast')
