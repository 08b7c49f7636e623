create table folders (
  id text primary key,
  name text not null,
  -- Order in the list, from 0.
  position integer not null,
  collapsed integer not null default 0 check (collapsed in (0, 1)),
  -- Set while it can still be brought back, with the conversations that still name it.
  removed_at integer
) strict;

alter table chats add column folder_id text references folders (id) on delete set null;
alter table chats add column pinned integer not null default 0 check (pinned in (0, 1));
alter table chats add column archived integer not null default 0 check (archived in (0, 1));
-- Set in the trash once it is to go for good, which happens soon after.
alter table chats add column erased_at integer;

create index chats_by_folder on chats (folder_id) where folder_id is not null;
create index chats_in_trash on chats (deleted_at) where deleted_at is not null;
-- Each message that goes asks which conversation shows it.
create index chats_by_leaf on chats (active_leaf_id);

-- Messages being put together.
create table drafts (
  -- Id of the conversation, or 'new' for one that has not begun.
  chat_key text primary key,
  -- JSON in the shape of contract/drafts.ts.
  draft text not null
) strict;

create table draft_attachments (
  chat_key text not null references drafts (chat_key) on delete cascade,
  attachment_id text not null,
  primary key (chat_key, attachment_id)
) strict, without rowid;

create index draft_attachments_by_attachment on draft_attachments (attachment_id);
