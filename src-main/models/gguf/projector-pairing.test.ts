import { describe, expect, test } from 'vitest'
import { createGgufSource } from '../../testing/write-gguf.ts'
import type { GgufFacts } from './gguf-facts.ts'
import { chooseProjector, pairs } from './projector-pairing.ts'
import { readGguf } from './read-gguf.ts'
import { toGgufFacts } from './read-gguf-facts.ts'

const model = async (width: number, architecture = 'gemma3'): Promise<GgufFacts> =>
  toGgufFacts(
    await readGguf(
      createGgufSource({
        metadata: {
          'general.architecture': architecture,
          'general.name': `Model ${width}`,
          [`${architecture}.context_length`]: 4096,
          [`${architecture}.embedding_length`]: width,
          [`${architecture}.block_count`]: 2,
          [`${architecture}.attention.head_count`]: 4,
        },
        tensors: [{ name: 'token_embd.weight', shape: [width, 4] }],
      }),
    ),
  )

const projector = async (
  width: number,
  { audio = false, claimed = width, kind = 'F16', type = 'gemma3' } = {},
): Promise<GgufFacts> => {
  const part = audio ? 'audio' : 'vision'
  const shape = type === 'gemma3' ? [width, 64] : [64, width]
  return toGgufFacts(
    await readGguf(
      createGgufSource({
        metadata: {
          'general.architecture': 'clip',
          'general.name': 'Projector',
          'clip.projector_type': type,
          [`clip.has_${part}_encoder`]: true,
          [`clip.${part}.projection_dim`]: claimed,
          [`clip.${part}.embedding_length`]: 64,
          [`clip.${part}.block_count`]: 1,
          [`clip.${part}.attention.head_count`]: 1,
          'clip.vision.image_size': 896,
          'clip.vision.patch_size': 14,
        },
        tensors: [{ name: 'mm.input_projection.weight', shape, type: kind }],
      }),
    ),
  )
}

/** Widths of Gemma 3 4B, 12B and 27B, Gemma 3n E2B and the demo model. */
const widths = [2560, 3840, 5376, 2048, 192]

describe('a projector', () => {
  test.each(widths)('of width %i pairs with the model of that width', async (width) => {
    expect(pairs(await model(width), await projector(width))).toBeNull()
  })

  const wrong = widths.flatMap((one) =>
    widths.filter((other) => other !== one).map((other) => [one, other] as const),
  )

  test('is refused for every one of 20 wrong pairs, within a second in all', async () => {
    expect(wrong).toHaveLength(20)
    const started = performance.now()
    for (const [modelWidth, projectorWidth] of wrong) {
      expect(pairs(await model(modelWidth), await projector(projectorWidth))).toEqual({
        modelName: `Model ${modelWidth}`,
        projectorName: 'Projector',
        modelWidth,
        projectorWidth,
      })
    }
    expect(performance.now() - started).toBeLessThan(1000)
  })

  test('is judged by its weights, whatever it claims', async () => {
    expect(pairs(await model(2560), await projector(2560, { claimed: 768 }))).toBeNull()
    expect(pairs(await model(768), await projector(2560, { claimed: 768 }))).not.toBeNull()
  })

  test('of another family is refused though the width is the same', async () => {
    expect(pairs(await model(2560, 'qwen3'), await projector(2560))).not.toBeNull()
    expect(pairs(await model(2560, 'llama'), await projector(2560, { type: 'mlp' }))).toBeNull()
  })

  test('is no model, and a model no projector', async () => {
    expect(pairs(await projector(2560), await projector(2560))).not.toBeNull()
    expect(pairs(await model(2560), await model(2560))).not.toBeNull()
  })
})

describe('of several projectors', () => {
  test('the half-precision one that pairs is chosen', async () => {
    const candidates = await Promise.all(
      (['F32', 'BF16', 'F16', 'Q8_0'] as const).map(async (kind) => ({
        kind,
        facts: await projector(2560, { kind }),
      })),
    )
    const narrow = { kind: 'narrow', facts: await projector(3840) }
    const best = chooseProjector(await model(2560), [narrow, ...candidates])
    expect(best?.kind).toBe('F16')
    expect(chooseProjector(await model(2560), [narrow])).toBeNull()
    expect(chooseProjector(await model(2560), [])).toBeNull()
  })

  test('one that sees pictures is preferred to one that hears', async () => {
    const hears = { facts: await projector(2560, { audio: true, type: 'ultravox' }) }
    const sees = { facts: await projector(2560, { kind: 'F32' }) }
    expect(chooseProjector(await model(2560), [hears, sees])).toBe(sees)
  })
})
