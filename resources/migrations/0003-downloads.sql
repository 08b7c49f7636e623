create table downloads (
  id text primary key,
  -- Order in the queue.
  position integer not null,
  -- JSON in the shape of contract/discovery.ts, pinned to a commit.
  choice text not null,
  title text not null,
  label text not null,
  pictures integer not null check (pictures in (0, 1)),
  root_id text not null,
  -- JSON: the files to fetch, with their sizes and hashes.
  files text not null,
  -- Name of the model's folder in the root, made by Carat.
  folder text not null,
  -- 1 once the complete files are about to be given that name: nobody else had it.
  placed integer not null check (placed in (0, 1)),
  status text not null check (status in ('active', 'paused', 'failed', 'done', 'cancelled')),
  -- JSON in the shape of contract/errors.ts, of a failed one.
  failure text,
  -- Of a finished one.
  model_id text,
  -- The most that was shown as done, so that progress never falls.
  shown_bytes integer not null,
  created_at integer not null
) strict;

-- Files that arrived and were right, until every model that needs them is complete.
create table downloaded_contents (
  root_id text not null,
  content text not null,
  sha256 text not null,
  -- sha256 of each block, one after the other.
  blocks blob not null,
  primary key (root_id, content)
) strict, without rowid;
