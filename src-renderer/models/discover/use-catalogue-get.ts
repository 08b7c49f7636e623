import { useState } from 'react'
import type { CatalogueModel } from '../../../src-main/contract/catalogue.ts'
import { rpc } from '../../rpc/client.ts'
import { failureOf, type WindowFailure } from '../../rpc/failure.ts'
import { openModels } from '../../state/view-store.ts'
import { startDownload } from '../downloads/download-actions.ts'
import { catalogueChoice } from './choose-variant.ts'
import { openRepository } from './discover-store.ts'
import type { NamedModel } from './recognize-name.ts'
import { type Standing, useStanding } from './standing.ts'

/** One of the places where a model of the catalogue can be had. */
export type CatalogueEntry = CatalogueModel['repositories'][number]

interface CatalogueGet {
  standing: Standing
  preparing: boolean
  failure: WindowFailure | null
  /** With the picture encoder, as published. */
  bytes: number
  /** Reads what the repository holds now and starts the download. */
  get: () => Promise<void>
  /** Shows the repository with this model pointed out; `wanted` starts it when it may be had. */
  look: (wanted?: boolean) => void
}

/** Gets a model of the catalogue from one of its publishers. */
export function useCatalogueGet(model: CatalogueModel, entry: CatalogueEntry): CatalogueGet {
  const { ref, quantization } = entry
  const standing = useStanding({ ref, label: quantization, variantId: null })
  const [preparing, setPreparing] = useState(false)
  const [failure, setFailure] = useState<WindowFailure | null>(null)
  const look = (wanted = false) => {
    const named: NamedModel = { ref, label: quantization, file: null }
    openRepository(named, wanted)
    openModels('discover')
  }
  const get = async () => {
    // What stands in the way is shown before anything starts.
    if (entry.gated) return look(true)
    setPreparing(true)
    setFailure(null)
    try {
      const choice = catalogueChoice(await rpc.discovery.repository(ref), model, quantization)
      if (choice) await startDownload(choice)
      else look()
    } catch (error) {
      const problem = failureOf(error)
      if (problem.code === 'HUB_ACCESS') look(true)
      else setFailure(problem)
    }
    setPreparing(false)
  }
  const sees = model.inputs.includes('pictures')
  const bytes = entry.aboutBytes + (sees ? model.projectorBytes : 0)
  return { standing, preparing, failure, bytes, get, look }
}
