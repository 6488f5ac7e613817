/**
 * The statement with its values out of the planner's sight. SQLite that is built with STAT4, as better-sqlite3's is,
 * may plan by a value that is compared for equality or limits, and then compiles the statement anew whenever one is
 * bound (https://www.sqlite.org/c3ref/prepare.html): half of the time of a join or an UPDATE. It does not look into a
 * function, and `likely` is one that gives what it is given, without a step of its own. Not for statements with ` = ?`
 * in a text.
 */
export function compiledOnce(sql: string): string {
  return sql.replaceAll(/(?<=(?: =|LIMIT|OFFSET) )\?/g, 'likely(?)')
}
