-- What the user keeps for asking: assistants and prompts, each in an order of its own.
create table presets (
  id text primary key,
  kind text not null check (kind in ('assistant', 'prompt')),
  position integer not null,
  -- JSON in the shapes of contract/presets.ts.
  content text not null,
  -- A removed assistant goes on answering where it was chosen.
  removed integer not null default 0 check (removed in (0, 1))
) strict;

create index presets_by_position on presets (kind, position);

-- Prompts that came with Carat and are not wanted.
create table hidden_starters (id text primary key) strict, without rowid;

-- JSON in the shape of contract/presets.ts: who answers in a conversation, and how.
alter table chats add column preset text;

-- JSON in the shape of contract/recipe.ts: all that a reply was made from.
alter table messages add column made_with text;
