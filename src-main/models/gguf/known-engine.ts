/** The llama.cpp inside the shipped node-llama-cpp; a test holds all of this file to its source. */
export const ENGINE_VERSION = 'llama.cpp v0.4.0'

/** Values of `general.architecture` that it can load: the cases of `llama_model_mapping`. */
export const knownArchitectures: ReadonlySet<string> = toSet(`
  afmoe apertus arcee arctic arwkv7 baichuan bailingmoe bailingmoe2 bailingmoe3 bert bitnet
  bloom chameleon chatglm codeshell cogvlm cohere2 cohere2moe command-r dbrx deci deepseek
  deepseek2 deepseek2-ocr deepseek32 deepseek4 dflash dots1 dots3note dream eagle3 ernie4_5
  ernie4_5-moe eurobert exaone exaone-moe exaone4 falcon falcon-h1 gemma gemma-embedding gemma2
  gemma3 gemma3n gemma4 gemma4-assistant glm-dsa glm4 glm4moe gpt-oss gpt2 gptneox granite
  granite_swa granitehybrid granitemoe graniteswitch grok grovemoe hunyuan-dense hunyuan-moe
  hunyuan_vl hy_v3 internlm2 jais jais2 jamba jina-bert-v2 jina-bert-v3 kimi-k3 kimi-linear
  laguna lfm2 lfm2moe llada llada-moe llama llama-embed llama4 maincoder mamba mamba2 mellum
  mimo2 minicpm minicpm3 minimax-01 minimax-m2 minimax-m3 mistral3 mistral4 modern-bert mpt
  muse-glimmer nanbeige nemotron nemotron_h nemotron_h_moe neo-bert nomic-bert nomic-bert-moe
  olmo olmo2 olmoe openelm orion paddleocr pangu-embedded phi2 phi3 phimoe plamo plamo2 plamo3
  plm pockettts qwen qwen2 qwen2moe qwen2vl qwen3 qwen35 qwen35moe qwen3moe qwen3next qwen3tts
  qwen3vl qwen3vlmoe qwen4exp refact rnd1 rwkv6 rwkv6qwen2 rwkv7 seed_oss smallthinker smollm3
  stablelm starcoder starcoder2 step35 t5 t5encoder talkie wavtokenizer-dec xverse
`)

/** Values of `clip.projector_type` that it can load: `PROJECTOR_TYPE_NAMES` of mtmd. */
export const knownProjectors: ReadonlySet<string> = toSet(`
  adapter cogvlm deepseek4v deepseekocr deepseekocr2 dots3note_a dots3note_v dots_ocr exaone4_5
  gemma3 gemma3na gemma3nv gemma4a gemma4ua gemma4uv gemma4v glm4v glma granite4_vision
  granite_speech hunyuanvl idefics3 internvl janus_pro kimik25 kimivl ldp ldpv2 lfm2 lfm2a
  lightonocr llama4 meralion mimo_audio mimovl minicpmv4_6 minimax_m3 mlp muse-glimmer
  musicflamingo nemotron_v2_vl paddleocr parakeet phi4 pixtral pockettts_gen pockettts_spkenc
  qwen2.5o qwen2.5vl_merger qwen2a qwen2vl_merger qwen3a qwen3tts_gen qwen3tts_spkenc
  qwen3vl_merger resampler step3vl ultravox voxtral yasa2 youtuvl
`)

function toSet(names: string): ReadonlySet<string> {
  return new Set(names.trim().split(/\s+/))
}
