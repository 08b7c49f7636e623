-- The index finds one and two letters as well as more, whatever their width, and knows what a
-- message can be filtered by. Its words come from `search_tokens` (database/search-tokens.ts).
drop trigger message_texts_added;
drop trigger message_texts_removed;
drop trigger messages_added;
drop trigger messages_ended;
drop table message_search;
drop view message_words;

create virtual table message_search using fts5 (
  tokens, content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
);

create view message_words as
select
  messages.id as message_id,
  messages.rowid as place,
  messages.status,
  coalesce(
    substr(
      (
        select group_concat(
          trim(
            coalesce(value ->> '$.text', '') || ' ' || coalesce(value ->> '$.filename', '') || ' ' ||
            coalesce(value ->> '$.data.name', '') || ' ' || coalesce(value ->> '$.data.text', '')
          ),
          char(10)
        )
        from json_each(messages.parts)
      ),
      1, 200000
    ),
    ''
  ) as words
from messages;

-- What the index holds of each message, to fill it and to make it anew.
create view message_index as
select
  message_texts.id,
  search_tokens(
    words, role,
    exists (select 1 from json_each(parts) where value ->> '$.type' = 'file'),
    exists (select 1 from json_each(parts) where value ->> '$.type' = 'data-clip'),
    model_name, chat_id, created_at
  ) as tokens
from message_texts join messages on messages.id = message_id;

create trigger message_texts_added after insert on message_texts begin
  insert into message_search (rowid, tokens)
  select id, tokens from message_index where id = new.id;
end;

create trigger message_texts_removed after delete on message_texts begin
  delete from message_search where rowid = old.id;
end;

create trigger messages_added after insert on messages when new.status <> 'running' begin
  insert into message_texts (message_id, words)
  select message_id, words from message_words
  where message_id = new.id and new.parts <> '[]';
end;

create trigger messages_ended after update of status on messages
when old.status = 'running' and new.status <> 'running' begin
  insert into message_texts (message_id, words)
  select message_id, words from message_words
  where message_id = new.id and new.parts <> '[]';
end;

insert into message_search (rowid, tokens) select id, tokens from message_index;

-- The models that wrote replies, to choose from.
create index messages_by_model_name on messages (model_name) where model_name is not null;
