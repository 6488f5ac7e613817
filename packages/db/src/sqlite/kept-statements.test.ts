import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import { expect, test } from 'vitest'
import { createEmptyDatabase } from '../testing/testing.ts'
import { connectSqlite } from './connect.ts'
import { keepStatements } from './kept-statements.ts'

async function open() {
  const { url, [Symbol.asyncDispose]: drop } = await createEmptyDatabase('sqlite')
  const path = url.slice('file:'.length)
  const connection = await connectSqlite(path)
  const { client } = connection as SqlDriverAdapter & { client: { prepare: (sql: string) => unknown } }
  const compiled: string[] = []
  const prepare = client.prepare.bind(client)
  client.prepare = (sql) => {
    compiled.push(sql)
    return prepare(sql)
  }
  keepStatements(connection)
  await connection.executeScript('CREATE TABLE t (n INTEGER PRIMARY KEY, at DATETIME, text TEXT)')
  const run = (sql: string, ...args: unknown[]) => connection.executeRaw({ sql, args, argTypes: args.map(typeOf) })
  const read = async (sql: string, ...args: unknown[]) =>
    (await connection.queryRaw({ sql, args, argTypes: args.map(typeOf) })).rows
  return {
    path, compiled, connection, run, read,
    async [Symbol.asyncDispose]() {
      await connection.dispose()
      await drop()
    },
  }
}

const typeOf = (value: unknown) =>
  ({ scalarType: value instanceof Date ? 'datetime' as const : 'string' as const, arity: 'scalar' as const })

const insert = 'INSERT INTO t VALUES (?, ?, ?)'
const select = 'SELECT n, at, text FROM t WHERE n >= ? ORDER BY n'

test('a statement is compiled once, and each run has its own values', async () => {
  await using database = await open()
  const { run, read, compiled } = database
  const at = new Date(1_000)
  for (const n of [1, 2, 3]) expect(await run(insert, n, at, `text ${n}`)).toBe(1)
  expect(await read(select, 3)).toEqual([[3, '1970-01-01T00:00:01.000+00:00', 'text 3']])
  expect((await read(select, 2)).map(([n]) => n)).toEqual([2, 3])
  expect(await read(select, 4)).toEqual([])
  expect(compiled).toEqual([insert, select])
})

test('one that failed can be run again', async () => {
  await using database = await open()
  const { run, read } = database
  await run(insert, 1, null, 'a')
  await expect(run(insert, 1, null, 'b')).rejects.toMatchObject({ cause: { kind: 'UniqueConstraintViolation' } })
  await run(insert, 2, null, 'c')
  await expect(read(select)).rejects.toThrow()
  expect(await read(select, 1)).toHaveLength(2)
})

test('it sees what another connection changes, the schema too', async () => {
  await using database = await open()
  const { path, run, read } = database
  await run(insert, 1, null, 'a')
  await read(select, 1)
  const other = await connectSqlite(path)
  await other.executeScript(`ALTER TABLE t ADD COLUMN more; CREATE INDEX i ON t (text); UPDATE t SET text = 'b'`)
  await other.dispose()
  expect(await read(select, 1)).toEqual([[1, null, 'b']])
})

test('pragmas act each time, and no more statements are kept than there is room for', async () => {
  await using database = await open()
  const { run, read, compiled } = database
  for (const size of [10, 20]) {
    await run(`PRAGMA cache_size = ${size}`)
    expect(await read('PRAGMA cache_size')).toEqual([[size]])
  }
  await read('SELECT 0')
  for (let n = 1; n <= 300; n++) await read(`SELECT ${n}`)
  compiled.length = 0
  await read('SELECT 300')
  await read('SELECT 0')
  expect(compiled).toEqual(['SELECT 0'])
})
