import { basename } from 'node:path'
import type { Failure } from '../../contract/errors.ts'
import { chooseProjector, pairs } from '../gguf/projector-pairing.ts'
import type { GgufFacts } from '../gguf/gguf-facts.ts'
import { parseSplitName } from '../gguf/split-names.ts'
import type { FileFacts } from './file-facts.ts'
import type { FileGroup, GgufUnit } from './file-groups.ts'
import type { FoundAdapter, FoundFile, FoundModel } from './found-model.ts'
import type { Inspection } from './inspect-unit.ts'
import { toStoredPath } from './stored-path.ts'

/** A GGUF that was looked at; `files` are in the order of its parts. */
export interface InspectedUnit {
  unit: GgufUnit
  files: FileFacts[]
  inspection: Inspection
}

type Projector = InspectedUnit & { facts: GgufFacts }

/**
 * What lies together as models: each with the projector that belongs to it by what both are. A
 * projector that belongs to none of them is named as the problem of those without one.
 */
export function assembleModels(
  root: { id: string; path: string },
  group: FileGroup,
  units: readonly InspectedUnit[],
): { models: FoundModel[]; adapters: FoundAdapter[] } {
  const kindOf = ({ inspection }: InspectedUnit) => inspection.facts?.kind ?? 'model'
  const weights = units.filter((each) => kindOf(each) === 'model')
  const projectors = units.flatMap((each): Projector[] => {
    const { facts, failure } = each.inspection
    return facts?.kind === 'projector' && !failure ? [{ ...each, facts }] : []
  })
  const fitsNone = projectors.filter(({ facts }) =>
    weights.every(({ inspection }) => !inspection.facts || pairs(inspection.facts, facts)),
  )

  const models = weights.map((model): FoundModel => {
    const { facts, failure, fingerprint } = model.inspection
    const projector = facts && chooseProjector(facts, projectors)
    const stranger = facts && !projector ? fitsNone[0] : undefined
    return {
      rootId: root.id,
      files: [
        ...toFoundFiles(root.path, model, 'weights'),
        ...(projector ? toFoundFiles(root.path, projector, 'projector') : []),
      ],
      facts,
      projectorFacts: projector?.facts ?? null,
      problem: failure ?? (facts && stranger ? toMismatch(facts, stranger) : null),
      fingerprint,
      identity: model.files[0]?.identity ?? '',
      name: nameOf(group, model, weights.length),
      origin: group.origin,
    }
  })
  const adapters = units
    .filter((each) => kindOf(each) === 'adapter' && !each.inspection.failure)
    .map(toAdapter)
  return { models, adapters }
}

function toMismatch(model: GgufFacts, projector: Projector): Failure | null {
  const data = pairs(model, projector.facts)
  const projectorName = fileName(projector)
  return data && { code: 'PROJECTOR_MISMATCH', data: { ...data, projectorName } }
}

function toFoundFiles(
  rootPath: string,
  { files, unit }: InspectedUnit,
  role: FoundFile['role'],
): FoundFile[] {
  return unit.parts.flatMap(({ part, path, sha256 }, index) => {
    const facts = files[index]
    if (!facts) return []
    const { bytes, modifiedAt } = facts
    return [{ role, part, path: toStoredPath(rootPath, path), bytes, modifiedAt, sha256 }]
  })
}

/** What its store calls it, else what its header does, else its file; a kind tells several apart. */
function nameOf(group: FileGroup, model: InspectedUnit, siblings: number): string {
  const { facts } = model.inspection
  const name = (group.name ?? facts?.name ?? '').trim()
  if (name === '') return fileName(model)
  const kind = siblings > 1 ? facts?.quantization : null
  return kind && !name.includes(kind) ? `${name} ${kind}` : name
}

function fileName({ unit }: InspectedUnit): string {
  const name = basename(unit.parts[0]?.path ?? '')
  return (parseSplitName(name)?.prefix ?? name).replace(/\.gguf$/i, '')
}

function toAdapter(each: InspectedUnit): FoundAdapter {
  const { facts, fingerprint } = each.inspection
  return {
    id: `adapter:${fingerprint ?? fileName(each)}`,
    name: facts?.name ?? fileName(each),
    path: each.unit.parts[0]?.path ?? '',
    bytes: each.files[0]?.bytes ?? 0,
    architecture: facts?.architecture ?? '',
  }
}
