import { z } from 'zod'
import { inTransaction } from '../../database/in-transaction.ts'
import type { Database } from '../../database/open-database.ts'
import type { LoadObservation } from './correct-estimate.ts'
import type { SpeedObservation } from './expected-speed.ts'

/** Of each model the latest are kept: drivers and engines change, and with them what was seen. */
const KEPT_LOADS = 8
const KEPT_SPEEDS = 16

const flag = z.number().transform((value) => value === 1)

const loadRow = z.object({
  modelId: z.string(),
  engine: z.enum(['text', 'vision']),
  onGpu: flag,
  optionsKey: z.string(),
  predictedBytes: z.number(),
  predictedGpuBytes: z.number(),
  measuredBytes: z.number(),
  measuredGpuBytes: z.number(),
})

const speedRow = z.object({
  modelId: z.string(),
  onGpu: flag,
  activeBytes: z.number(),
  outputTokensPerSecond: z.number(),
})

export type ObservationStore = ReturnType<typeof createObservationStore>

/** What real loads took and how fast replies were, on this computer. Latest first. */
export function createObservationStore(database: Database) {
  const insertLoad = database.prepare(`
    insert into load_observations (model_id, engine, on_gpu, options_key, predicted_bytes,
      predicted_gpu_bytes, measured_bytes, measured_gpu_bytes, created_at)
    values (@modelId, @engine, @onGpu, @optionsKey, @predictedBytes,
      @predictedGpuBytes, @measuredBytes, @measuredGpuBytes, @createdAt)`)
  const insertSpeed = database.prepare(`
    insert into speed_observations (model_id, on_gpu, active_bytes, output_tokens_per_second,
      created_at)
    values (@modelId, @onGpu, @activeBytes, @outputTokensPerSecond, @createdAt)`)
  const trim = (table: string, kept: number) =>
    database.prepare(`
      delete from ${table} where model_id = @modelId and id not in (
        select id from ${table} where model_id = @modelId order by id desc limit ${kept})`)
  const trimLoads = trim('load_observations', KEPT_LOADS)
  const trimSpeeds = trim('speed_observations', KEPT_SPEEDS)
  const selectLoads = database.prepare(`
    select model_id as modelId, engine, on_gpu as onGpu, options_key as optionsKey,
      predicted_bytes as predictedBytes, predicted_gpu_bytes as predictedGpuBytes,
      measured_bytes as measuredBytes, measured_gpu_bytes as measuredGpuBytes
    from load_observations order by id desc`)
  const selectSpeeds = database.prepare(`
    select model_id as modelId, on_gpu as onGpu, active_bytes as activeBytes,
      output_tokens_per_second as outputTokensPerSecond
    from speed_observations order by id desc`)

  return {
    addLoad: inTransaction(database, (load: LoadObservation) => {
      insertLoad.run({ ...roundBytes(load), onGpu: load.onGpu ? 1 : 0, createdAt: Date.now() })
      trimLoads.run({ modelId: load.modelId })
    }),
    addSpeed: inTransaction(database, (speed: SpeedObservation) => {
      insertSpeed.run({
        ...speed,
        activeBytes: Math.round(speed.activeBytes),
        onGpu: speed.onGpu ? 1 : 0,
        createdAt: Date.now(),
      })
      trimSpeeds.run({ modelId: speed.modelId })
    }),
    loads: (): LoadObservation[] => z.array(loadRow).parse(selectLoads.all()),
    speeds: (): SpeedObservation[] => z.array(speedRow).parse(selectSpeeds.all()),
  }
}

const roundBytes = (load: LoadObservation) => ({
  ...load,
  predictedBytes: Math.round(load.predictedBytes),
  predictedGpuBytes: Math.round(load.predictedGpuBytes),
  measuredBytes: Math.round(load.measuredBytes),
  measuredGpuBytes: Math.round(load.measuredGpuBytes),
})
