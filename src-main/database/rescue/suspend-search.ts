import type BetterSqlite3 from 'better-sqlite3'

/**
 * Lets messages come in, in whatever order, without being indexed. The function it returns indexes
 * all that have come, in their order, and has new ones indexed again.
 */
export function suspendSearch(database: BetterSqlite3.Database): () => void {
  const triggers = database
    .prepare(
      `select name, sql from sqlite_schema
       where type = 'trigger' and tbl_name in ('messages', 'message_texts')`,
    )
    .all() as { name: string; sql: string }[]
  for (const { name } of triggers) database.exec(`drop trigger "${name}"`)
  return () => {
    // Databases before version 7 have no search.
    if (triggers.length === 0) return
    database.exec('delete from message_texts')
    for (const { sql } of triggers) database.exec(sql)
    database.exec(`
      insert into message_texts (message_id, words)
      select message_id, coalesce(words, '')
      from messages join message_words on message_id = id
      where messages.status <> 'running' and parts <> '[]' order by place`)
  }
}
