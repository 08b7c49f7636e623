import { PICTURE_LIMIT_BYTES } from '../../../src-main/contract/attachments.ts'
import { assistantOf, presetOf } from '../../rpc/answering.ts'
import { failureOf } from '../../rpc/failure.ts'
import { usePresets } from '../../rpc/presets-store.ts'
import type { DraftClip, DraftItem, DraftPicture, DraftProblem, DraftText } from '../draft/draft.ts'
import { NEW_CHAT } from '../draft/draft.ts'
import {
  addItems,
  addProblems,
  changeItem,
  dismissProblem,
  dropItem,
} from '../draft/draft-store.ts'
import { ClipError } from './clip/clip-error.ts'
import type { ClipSettings } from './clip/clip-settings.ts'
import { forgetSource, rememberSource, sourceOf } from './clip/clip-source.ts'
import { isClip } from './clip/is-clip.ts'
import { storeClip } from './clip/store-clip.ts'
import { isTextFile, readTextFile } from './text/read-text-file.ts'
import { upload } from './upload.ts'

const running = new Map<string, AbortController>()

const problem = (name: string, reason: DraftProblem['reason']): DraftProblem => ({
  key: crypto.randomUUID(),
  name,
  reason,
})

/** What can be said about a file before it is read. */
function refusalOf({ name, size }: File, clip: boolean): DraftProblem | null {
  if (size === 0) return problem(name, { code: 'MEDIA_EMPTY', data: { name } })
  if (clip || size <= PICTURE_LIMIT_BYTES) return null
  const data = { name, bytes: size, limitBytes: PICTURE_LIMIT_BYTES }
  return problem(name, { code: 'MEDIA_TOO_LARGE', data })
}

async function fillPicture(draftKey: string, picture: DraftPicture, file: File, stop: AbortSignal) {
  const attachment = await upload(file, stop, () =>
    changeItem<DraftPicture>(draftKey, picture, { state: 'opening' }),
  )
  changeItem<DraftPicture>(draftKey, picture, { state: 'ready', attachment })
}

async function fillClip(draftKey: string, item: DraftClip, file: File, stop: AbortSignal) {
  const source = rememberSource(item.key, file)
  const preset = presetOf(draftKey === NEW_CHAT ? null : draftKey)
  const assistant = assistantOf(usePresets.getState().presets, preset)
  const wantedFrames = assistant?.clipFrames ?? null
  const picking = { source, settings: null, tokensPerFrame: null, wantedFrames }
  const { clip, settings } = await storeClip(picking, stop, (fraction) =>
    changeItem<DraftClip>(draftKey, item, { fraction }),
  )
  changeItem<DraftClip>(draftKey, item, { fraction: 1, clip, settings })
}

async function fillText(draftKey: string, item: DraftText, file: File) {
  const read = await readTextFile(file)
  if (read.text !== undefined) return changeItem<DraftText>(draftKey, item, { text: read.text })
  dropItem(draftKey, item.key)
  addProblems(draftKey, [problem(item.name, read.problem)])
}

async function fill(draftKey: string, item: DraftItem, file: File) {
  const stopped = new AbortController()
  running.set(item.key, stopped)
  try {
    if (item.kind === 'clip') await fillClip(draftKey, item, file, stopped.signal)
    else if (item.kind === 'text') await fillText(draftKey, item, file)
    else await fillPicture(draftKey, item, file, stopped.signal)
  } catch (error) {
    if (stopped.signal.aborted) return
    forgetSource(item.key)
    dropItem(draftKey, item.key)
    const reason = error instanceof ClipError ? error.problem : failureOf(error)
    addProblems(draftKey, [problem(item.name, reason)])
  } finally {
    running.delete(item.key)
  }
}

function itemFor(file: File): DraftItem {
  const common = { key: crypto.randomUUID(), name: file.name }
  if (isClip(file)) return { ...common, kind: 'clip', fraction: 0, clip: null }
  if (isTextFile(file)) return { ...common, kind: 'text', text: null }
  return { ...common, kind: 'picture', state: 'waiting', attachment: null }
}

/** Adds a text that was pasted. */
export const attachText = (draftKey: string, name: string, text: string) =>
  addItems(draftKey, [{ kind: 'text', key: crypto.randomUUID(), name, text }])

/**
 * Adds files to a draft: each shows at once and is filled in as the services take it. A file that
 * cannot be used is named with the reason and leaves all others alone.
 */
export function attachFiles(draftKey: string, files: readonly File[]) {
  const taken: { item: DraftItem; file: File }[] = []
  const refused: DraftProblem[] = []
  for (const file of files) {
    const refusal = refusalOf(file, isClip(file))
    if (refusal) refused.push(refusal)
    else taken.push({ item: itemFor(file), file })
  }
  if (refused.length > 0) addProblems(draftKey, refused)
  if (taken.length === 0) return
  addItems(
    draftKey,
    taken.map(({ item }) => item),
  )
  for (const { item, file } of taken) void fill(draftKey, item, file)
}

/** How to pick the frames of a clip. */
interface ClipChoice {
  settings: ClipSettings
  /** Of the model that will look. */
  tokensPerFrame: number
}

/**
 * Picks the frames of a clip anew; the frames it has stay until the others are there. Ends the
 * picking before it. Does nothing where the file is no longer at hand; what goes wrong becomes a
 * problem of the draft with the item's key. Answers whether the frames are there now.
 */
export async function pickAgain(
  draftKey: string,
  item: DraftClip,
  choice: ClipChoice,
): Promise<boolean> {
  const source = sourceOf(item.key)
  if (!source) return false
  stopPicking(draftKey, item)
  const stopped = new AbortController()
  running.set(item.key, stopped)
  const change = (changed: Partial<DraftClip>) => {
    if (!stopped.signal.aborted) changeItem<DraftClip>(draftKey, item, changed)
  }
  dismissProblem(draftKey, item.key)
  change({ picking: true, fraction: 0 })
  try {
    const { clip, settings } = await storeClip({ source, ...choice }, stopped.signal, (fraction) =>
      change({ fraction }),
    )
    change({ clip, settings, removed: [], picking: false, fraction: 1 })
    return !stopped.signal.aborted
  } catch (error) {
    if (stopped.signal.aborted) return false
    change({ picking: false, fraction: 1 })
    const reason = error instanceof ClipError ? error.problem : failureOf(error)
    addProblems(draftKey, [{ key: item.key, name: item.name, reason }])
    return false
  } finally {
    if (running.get(item.key) === stopped) running.delete(item.key)
  }
}

/** Ends the picking of other frames at once; those that were stored until then are kept in mind. */
export function stopPicking(draftKey: string, item: DraftClip) {
  running.get(item.key)?.abort()
  running.delete(item.key)
  changeItem<DraftClip>(draftKey, item, { picking: false, fraction: 1 })
}

/** Says in words that folders are not taken apart. */
export const refuseFolders = (draftKey: string, names: readonly string[]) =>
  addProblems(
    draftKey,
    names.map((name) => problem(name, { code: 'folder' })),
  )

/** Takes an item out of a draft and ends the work for it. */
export function removeItem(draftKey: string, itemKey: string) {
  running.get(itemKey)?.abort()
  forgetSource(itemKey)
  dropItem(draftKey, itemKey)
}
