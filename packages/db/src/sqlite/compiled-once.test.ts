import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { compiledOnce } from './compiled-once.ts'

const db = new Sqlite(':memory:')
db.exec(`CREATE TABLE t (a, b TEXT); CREATE TABLE u (a, b TEXT);
  INSERT INTO t VALUES (1, '1'), (5, '2'); INSERT INTO u VALUES (5, '1'), (1, '2')`)

/** Which table SQLite begins with: the one of which it expects fewer rows. */
const beginsWith = (sql: string, values: bigint[]): string =>
  db.prepare<bigint[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values)[0]?.detail ?? ''

test('SQLite plans by what is bound, and so compiles again, but not here', () => {
  const sql = 'SELECT * FROM t, u WHERE t.a = ? AND u.a = ?'
  expect(beginsWith(sql, [1n, 5n])).toBe('SCAN u')
  expect(beginsWith(sql, [5n, 1n])).toBe('SCAN t')
  expect(beginsWith(compiledOnce(sql), [1n, 5n])).toBe(beginsWith(compiledOnce(sql), [5n, 1n]))
})

test('a limit is no part of what is compiled either', () => {
  const program = (sql: string, limit: bigint): unknown => db.prepare(`EXPLAIN ${sql}`).all(limit, 0n)
  const sql = 'SELECT * FROM t LIMIT ? OFFSET ?'
  expect(program(sql, 1n)).not.toEqual(program(sql, 2n))
  expect(program(compiledOnce(sql), 1n)).toEqual(program(compiledOnce(sql), 2n))
})

test.each<[string, unknown[]]>([
  ['SELECT t.b FROM t JOIN u ON u.a = t.a WHERE t.a = ? AND u.b = ?', [5, '1']],
  ['SELECT b FROM t WHERE a = ? AND b = ?', [1, 1]],
  ['SELECT b FROM t WHERE a = ?', [null]],
  ['SELECT b FROM t ORDER BY b LIMIT ? OFFSET ?', [1, 1]],
  ['UPDATE t SET a = ?, b = ? WHERE b = ? RETURNING a, b', [7, 8, '2']],
])('%s means the same', (sql, values) => {
  const rows = (text: string): unknown => {
    db.exec('BEGIN')
    const found = db.prepare(text).all(...values)
    db.exec('ROLLBACK')
    return found
  }
  expect(rows(compiledOnce(sql))).toEqual(rows(sql))
})
