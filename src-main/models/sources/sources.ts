import type { HttpClient } from '../../network/http.ts'
import type { HubAccess } from '../../network/hub-access.ts'
import { createHuggingFaceSource } from './hugging-face/hugging-face-source.ts'
import type { ModelSources } from './model-source.ts'
import { createModelScopeSource } from './modelscope/model-scope-source.ts'
import { createOllamaSource } from './ollama/ollama-source.ts'

/** All places that have models, at the addresses that are set when they are asked. */
export const createModelSources = (http: HttpClient, access: HubAccess): ModelSources => ({
  huggingface: createHuggingFaceSource(http, access),
  ollama: createOllamaSource(http, access),
  modelscope: createModelScopeSource(http, access),
})
