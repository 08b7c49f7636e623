-- A question enters the search with the first words of its reply that are saved, or with the end
-- of it, and not while the model waits for the question: filling the index takes longer than all
-- else of sending. Every question that is sent has a reply, and one that was cut off is ended at the
-- next start. What carries no request (imports, branches) waits for nothing.
drop trigger messages_added;
drop trigger messages_ended;

create trigger messages_added after insert on messages
when new.status <> 'running' and (new.role <> 'user' or new.request_id is null) begin
  insert into message_texts (message_id, words)
  select message_id, words from message_words
  where message_id = new.id and new.parts <> '[]';
end;

create trigger replies_saved after update of parts, status on messages
when old.status = 'running' begin
  insert into message_texts (message_id, words)
  select message_id, words from message_words
  where message_id = new.parent_id
    and not exists (select 1 from message_texts where message_id = new.parent_id);
  insert into message_texts (message_id, words)
  select message_id, words from message_words
  where message_id = new.id and new.status <> 'running' and new.parts <> '[]';
end;
