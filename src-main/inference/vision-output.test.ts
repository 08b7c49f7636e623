import { expect, test } from 'vitest'
import { createVisionOutput } from './vision-output.ts'

function readLines(text: string, onLoading: (fraction: number) => void = () => {}) {
  const output = createVisionOutput(onLoading)
  for (const line of text.trim().split('\n')) output.read(line)
  return output
}

test('adds up what lies on the GPU, the picture encoder included', () => {
  const output = readLines(`
0.00.1 I llama_model_load_from_file_impl: using device CUDA0 (NVIDIA H200) - 142000 MiB free
0.00.2 I load_tensors:   CPU_Mapped model buffer size =   512.00 MiB
0.00.2 I load_tensors:        CUDA0 model buffer size =  2000.00 MiB
0.00.3 I llama_context:  CUDA_Host  output buffer size =     1.00 MiB
0.00.3 I llama_kv_cache:      CUDA0 KV buffer size =    40.00 MiB
0.00.3 I llama_kv_cache:      CUDA0 KV buffer size =   100.00 MiB
0.00.4 I sched_reserve:      CUDA0 compute buffer size =    60.00 MiB
0.00.4 I sched_reserve:  CUDA_Host compute buffer size =    14.00 MiB
0.00.5 I load_hparams: model size:         800.00 MiB
0.00.6 I reserve_compute_meta:      CUDA0 compute buffer size =   121.25 MiB
0.00.6 I reserve_compute_meta:        CPU compute buffer size =     9.19 MiB`)
  expect(output.gpuBytes()).toBe((2000 + 140 + 60 + 800 + 121.25) * 2 ** 20)
  expect(output.device()).toBe('CUDA')
})

test('takes no buffer in the computer’s own memory for one on a GPU', () => {
  const output = readLines(`
0.00.071.387 I load_tensors:          AMX model buffer size =     5.95 MiB
0.00.071.390 I load_tensors:   CPU_REPACK model buffer size =     5.95 MiB
0.00.071.411 I load_tensors:   CPU_Mapped model buffer size =     5.11 MiB
0.00.099.577 I llama_kv_cache:        CPU KV buffer size =     2.00 MiB`)
  expect(output.gpuBytes()).toBe(0)
})

test('tells how far loading is, and then the port and the context', () => {
  const fractions: number[] = []
  const mark = 'cmd_child_to_router:state:'
  const stages = '"stages":["text_model","mmproj_model"]'
  const output = readLines(
    `
${mark}{"state":"loading","payload":{${stages},"current":"mmproj_model","value":0.5}}
0.01.0 I srv  start: server is listening on http://127.0.0.1:40123
${mark}{"state":"ready","payload":{"meta":{"n_ctx":4096}}}`,
    (fraction) => fractions.push(fraction),
  )
  expect(fractions).toEqual([0.75])
  expect([output.port(), output.contextSize(), output.gpuBytes()]).toEqual([40_123, 4096, 0])
})

test('refuses a load that all memory is too small for, and names the first complaint', () => {
  const needs = (mebibytes: number) =>
    `0.00.0 I common_params_fit_impl: projected to use ${mebibytes} MiB of host memory vs. 24105 MiB of total host memory`
  expect(readLines(needs(38)).refusal()).toBeUndefined()
  expect(readLines(needs(90_000)).refusal()).toMatch(/90000 MiB.*24105 MiB/)
  const failed = readLines(`
0.00.1 I load_tensors: loading model tensors
0.00.2 E llama_model_load: error loading model: tensor 'x' is out of bounds
0.00.3 E srv    load_model: failed to load model`)
  expect(failed.complaint()).toBe("tensor 'x' is out of bounds")
  const silent = readLines('0.00.1 I load_tensors: loading model tensors')
  expect(silent.complaint()).toBe('it ended while loading, after: loading model tensors')
})

test('counts conversations that are kept in memory, and those that had to go', () => {
  const output = readLines(`
0.03.102.114 T srv    prompt_save:  - saving prompt with length 41, total state size = 0.160 MiB (draft: 0.000 MiB)
0.03.102.300 T srv        update:  - cache state: 1 prompts, 0.160 MiB (limits: 2400.000 MiB, 4096 tokens, 600000 est)
0.05.002.000 T srv    prompt_save:  - saving prompt with length 1900, total state size = 90.000 MiB (draft: 0.000 MiB)
0.05.003.000 W srv         alloc:  - making room for prompt cache entry, removing oldest entry (size = 0.160 MiB)`)
  expect(output.rested()).toEqual({ kept: 2, lost: 1 })
})
