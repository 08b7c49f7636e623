import type BetterSqlite3 from 'better-sqlite3'

/**
 * Makes rescued conversations whole again as far as their rows tell: a message whose parent is gone
 * hangs on the one before it, a conversation whose own row is gone gets a new one without a name.
 */
export function repairLinks(database: BetterSqlite3.Database, lossy: ReadonlySet<string>): void {
  // Messages of a conversation that is not in a list that was read whole had been deleted.
  if (lossy.has('chats'))
    database.exec(`
      insert into chats (id, title, title_source, created_at, updated_at, activity)
      select chat_id, '', 'derived', min(created_at), max(created_at),
        row_number() over (order by max(created_at)) + (select coalesce(max(activity), 0) from chats)
      from messages where chat_id not in (select id from chats) group by chat_id`)
  else database.exec('delete from messages where chat_id not in (select id from chats)')
  database.exec(`
    update messages set parent_id = (
      select before.id from messages as before
      where before.chat_id = messages.chat_id and before.sequence < messages.sequence
      order by before.sequence desc limit 1
    )
    where parent_id is not null and not exists (
      select 1 from messages as parent where parent.id = messages.parent_id
    );
    update chats set active_leaf_id = (
      select id from messages where chat_id = chats.id order by sequence desc limit 1
    )
    where active_leaf_id is not null and active_leaf_id not in (select id from messages);
    update chats set active_leaf_id = (
      select id from messages where chat_id = chats.id order by sequence desc limit 1
    )
    where active_leaf_id is null;
    insert or ignore into message_attachments (message_id, attachment_id)
    select messages.id, attachments.id
    from messages, json_tree(messages.parts) as part, attachments
    where messages.parts like '%attachment%' and part.type = 'text'
      and attachments.id in (part.value, substr(part.value, 12))`)
  removeDangling(database)
}

/** What still points at nothing cannot stay: the database would refuse its own next change. */
function removeDangling(database: BetterSqlite3.Database): void {
  database.exec(`
    delete from message_attachments where message_id not in (select id from messages)
      or attachment_id not in (select id from attachments)`)
  for (let rounds = 0; rounds < 10; rounds += 1) {
    const dangling = database.pragma('foreign_key_check') as {
      table: string
      rowid: number | null
    }[]
    if (dangling.length === 0) return
    for (const { rowid, table } of dangling)
      if (rowid !== null) database.prepare(`delete from "${table}" where rowid = ?`).run(rowid)
  }
}
