-- The words of each message, to find it by; of very long ones the beginning. Replies come in when
-- they end, not with each save.
create table message_texts (
  id integer primary key,
  message_id text not null unique references messages (id) on delete cascade,
  words text not null
) strict;

create virtual table message_search using fts5 (
  words, content = 'message_texts', content_rowid = 'id', tokenize = 'trigram'
);

create trigger message_texts_added after insert on message_texts begin
  insert into message_search (rowid, words) values (new.id, new.words);
end;

create trigger message_texts_removed after delete on message_texts begin
  insert into message_search (message_search, rowid, words) values ('delete', old.id, old.words);
end;

create view message_words as
select
  messages.id as message_id,
  messages.rowid as place,
  messages.status,
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
  ) as words
from messages;

create trigger messages_added after insert on messages when new.status <> 'running' begin
  insert into message_texts (message_id, words)
  select message_id, words from message_words where message_id = new.id and words <> '';
end;

create trigger messages_ended after update of status on messages
when old.status = 'running' and new.status <> 'running' begin
  insert into message_texts (message_id, words)
  select message_id, words from message_words where message_id = new.id and words <> '';
end;

insert into message_texts (message_id, words)
select message_id, words from message_words where status <> 'running' and words <> '' order by place;
