create table model_roots (
  id text primary key,
  -- 'demo' is the folder of the model that ships with Carat; its path changes with the app's.
  kind text not null check (
    kind in ('carat', 'folder', 'huggingface', 'lmstudio', 'ollama', 'jan', 'demo')
  ),
  path text not null,
  -- 0 for a folder of which only the files that were added by hand are used.
  whole integer not null check (whole in (0, 1)),
  is_default integer not null check (is_default in (0, 1)),
  -- Order in which they were added.
  position integer not null
) strict;

create table models (
  id text primary key,
  -- Null once its folder is forgotten or its files are deleted: the same file gets its id back.
  root_id text references model_roots (id) on delete set null,
  name text not null,
  -- Who named it: what files say gives way to its publisher, and both to the user.
  name_source text not null check (name_source in ('carat', 'source', 'user')),
  -- JSON in the shape of models/gguf/gguf-facts.ts; null while no header could be read.
  facts text,
  projector_facts text,
  -- JSON in the shape of contract/errors.ts: what was wrong with the files at the last look.
  problem text,
  -- Of the first weights file, to know it again in another place.
  fingerprint text,
  -- JSON: repository and revision it came from.
  source text,
  -- JSON in the shape of contract/load-options.ts; null while nothing was chosen.
  options text,
  last_seen_at integer,
  -- Set while it can still be restored.
  removed_until integer,
  -- What deleting it for good frees; the files lie in the folder's `.removed` if `removed_files`.
  removed_bytes integer not null default 0,
  removed_files integer not null default 0 check (removed_files in (0, 1)),
  -- The files of another program that the user does not want to see.
  hidden integer not null default 0 check (hidden in (0, 1))
) strict;

create index models_by_root on models (root_id);

create table model_files (
  model_id text not null references models (id) on delete cascade,
  role text not null check (role in ('weights', 'projector')),
  part integer not null,
  -- Relative to the root with '/' between folders; absolute where it lies outside.
  path text not null,
  bytes integer not null,
  -- Milliseconds since 1970, to see that a file has changed.
  modified_at integer not null,
  sha256 text,
  -- The source's name for the file, to fetch it again.
  source_path text,
  -- sha256 of each block, one after the other, as they were when the hash of the whole was right.
  blocks blob,
  check_state text not null check (check_state in ('unchecked', 'ok', 'damaged', 'unknown')),
  checked_at integer,
  primary key (model_id, role, part)
) strict;

-- What the headers of files said, so that an unchanged file is not read again.
create table inspected_files (
  root_id text not null references model_roots (id) on delete cascade,
  -- Absolute path of the file, the first one of a split model.
  path text not null,
  -- Sizes and times of all its parts, and the engine that was asked.
  stamp text not null,
  inspection text not null,
  primary key (root_id, path)
) strict, without rowid;

-- A move that is going on; what is left of one after a crash is put in order at the next start.
create table model_moves (
  model_id text primary key references models (id) on delete cascade,
  manner text not null check (manner in ('rename', 'copy')),
  to_root_id text not null references model_roots (id) on delete cascade,
  -- JSON: for each file its old and new absolute path.
  files text not null,
  -- 1 once the model's row names the new place.
  switched integer not null check (switched in (0, 1))
) strict;

-- What models were used for, and how fast they were.
create index messages_by_model on messages (model_id, chat_id, created_at) where role = 'assistant';
create index messages_with_stats on messages (model_id, created_at) where stats is not null;
