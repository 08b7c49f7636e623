import { existsSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { log } from '../../platform/log.ts'
import { folderNameFor, removeEmptyFolders } from './folder-names.ts'
import { type LibraryContext, workFolder } from './library-context.ts'
import { deleteMoved, setPlace } from './move-model.ts'
import type { MoveStore, StoredMove } from './move-store.ts'
import type { StoredRoot } from './stored-model.ts'

/**
 * Brings moves that a dead process left to one of their two ends: the model lies wholly at the old
 * place or wholly at the new one, and nothing of it anywhere else. Moves to a drive that is away wait.
 */
export async function recoverMoves(context: LibraryContext, moves: MoveStore): Promise<void> {
  for (const move of moves.list()) {
    const target = context.roots.find(move.toRootId)
    if (!target || !existsSync(target.path)) continue
    try {
      await context.scanner.change(() => recover(context, moves, move, target))
    } catch (error) {
      log.warn({ error }, 'a move that was cut off is not in order yet')
    }
  }
}

async function recover(
  context: LibraryContext,
  moves: MoveStore,
  move: StoredMove,
  target: StoredRoot,
): Promise<void> {
  const { files, manner, modelId } = move
  const isThere = files.every(isComplete)
  const staging = join(workFolder(target, 'moving'), folderNameFor(modelId))
  if (!move.switched && isThere)
    moves.switchOver(modelId, () => setPlace(context, modelId, target, files))
  if (move.switched || isThere) {
    // A copy that vanished since must not take the original with it.
    if (manner === 'copy' && isThere) await deleteMoved(files)
  } else if (manner === 'rename') await moveBack(move, target)
  await rm(staging, { recursive: true, force: true })
  await removeEmptyFolders(dirname(staging), target.path)
  moves.end(modelId)
}

/** A file that is copied beside others that are renamed may have been cut off. */
function isComplete({ from, shared, to }: StoredMove['files'][number]): boolean {
  if (!existsSync(to)) return false
  return !shared || !existsSync(from) || statSync(from).size === statSync(to).size
}

async function moveBack({ files }: StoredMove, target: StoredRoot): Promise<void> {
  for (const { from, shared, to } of files) {
    if (shared) await rm(to, { force: true })
    else if (existsSync(to) && !existsSync(from)) await rename(to, from)
  }
  await removeEmptyFolders(dirname(files[0]?.to ?? target.path), target.path)
}
