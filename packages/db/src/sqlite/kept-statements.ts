import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import { compiledOnce } from './compiled-once.ts'
import { createRecentlyUsed } from './recently-used.ts'

/** As much of better-sqlite3 as Prisma's adapter uses. */
interface Driver {
  prepare: (sql: string) => Pick<DriverStatement, 'bind'>
}

interface DriverStatement {
  bind: (args: unknown[]) => Pick<DriverStatement, 'reader' | 'run' | 'columns' | 'raw'>
  reader: boolean
  columns: () => object[]
  raw: () => { all: (args?: unknown[]) => unknown[] }
  run: (args?: unknown[]) => unknown
}

/** Far more than there are: only lists of ids make ever new ones. */
const mostKept = 300

/**
 * Lets SQLite compile a statement once and not each time that it is run. The adapter binds its values for good, so that
 * a statement of its is used up after one run; here they are bound for the run only. Pragmas are left out: some of them
 * act when they are compiled (https://www.sqlite.org/pragma.html). Another process's migration compiles them anew.
 */
export function keepStatements(connection: SqlDriverAdapter): void {
  const { client } = connection as SqlDriverAdapter & { client: Driver }
  const prepare = client.prepare.bind(client) as (sql: string) => DriverStatement
  const kept = createRecentlyUsed<Pick<DriverStatement, 'bind'>>(mostKept)

  client.prepare = (sql) => {
    if (/^\s*PRAGMA/i.test(sql)) return reusable(prepare(sql))
    return kept.use(sql, () => reusable(prepare(compiledOnce(sql))))
  }
}

function reusable(statement: DriverStatement): Pick<DriverStatement, 'bind'> {
  const { reader } = statement
  const columns = reader ? statement.columns() : []
  const rows = reader ? statement.raw() : undefined
  return {
    bind: (args) => ({
      reader,
      columns: () => columns,
      raw: () => ({ all: () => rows?.all(args) ?? [] }),
      run: () => statement.run(args),
    }),
  }
}
