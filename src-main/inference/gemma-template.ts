/**
 * How Gemmas up to 3 are asked, as published with them: turns of `user` and `model`, instructions at
 * the start of the first user's turn (ai.google.dev/gemma/docs/core/prompt-structure). For files that
 * do not say so themselves; the server would take them for models that are asked in another way.
 */
export const GEMMA_TEMPLATE = [
  '{{ bos_token }}',
  "{%- set turn = namespace(instructions='') -%}",
  '{%- for message in messages -%}',
  "{%- if message.role == 'system' -%}",
  "{%- set turn.instructions = (message.content | trim) + '\\n\\n' -%}",
  '{%- else -%}',
  "{{ '<start_of_turn>' + ('model' if message.role == 'assistant' else 'user') + '\\n' }}",
  "{{ turn.instructions + (message.content | trim) + '<end_of_turn>\\n' }}",
  "{%- set turn.instructions = '' -%}",
  '{%- endif -%}',
  '{%- endfor -%}',
  "{%- if add_generation_prompt -%}{{ '<start_of_turn>model\\n' }}{%- endif -%}",
].join('')
