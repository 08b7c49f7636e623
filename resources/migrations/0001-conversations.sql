create table chats (
  id text primary key,
  title text not null,
  -- 'derived' titles may be improved by Carat, 'user' titles never.
  title_source text not null check (title_source in ('derived', 'user')),
  model_id text,
  active_leaf_id text references messages (id) deferrable initially deferred,
  created_at integer not null,
  updated_at integer not null,
  -- Order of last activity; wall clocks jump, this only grows.
  activity integer not null,
  -- Set while the conversation is in the trash.
  deleted_at integer
) strict;

create index chats_by_activity on chats (activity desc) where deleted_at is null;

create table messages (
  id text primary key,
  chat_id text not null references chats (id) on delete cascade,
  parent_id text references messages (id) on delete cascade,
  sequence integer not null,
  role text not null check (role in ('user', 'assistant')),
  status text not null check (
    status in ('running', 'done', 'length', 'stopped', 'failed', 'interrupted')
  ),
  -- JSON in the shapes of contract/messages.ts.
  parts text not null,
  failure text,
  stats text,
  model_id text,
  model_name text,
  -- The request that made this row, so that a repeated request finds its first answer.
  request_id text,
  created_at integer not null,
  unique (chat_id, sequence)
) strict;

create index messages_by_parent on messages (parent_id);
create index messages_running on messages (id) where status = 'running';
create unique index messages_by_request on messages (request_id, role) where request_id is not null;

create table attachments (
  -- sha256 of the original bytes; the files lie in attachments/<first two>/<id>/.
  id text primary key,
  media_type text not null,
  width integer not null,
  height integer not null,
  bytes integer not null,
  created_at integer not null
) strict;

create table message_attachments (
  message_id text not null references messages (id) on delete cascade,
  attachment_id text not null references attachments (id),
  primary key (message_id, attachment_id)
) strict, without rowid;

create index message_attachments_by_attachment on message_attachments (attachment_id);

create table settings (
  key text primary key,
  value text not null
) strict, without rowid;
