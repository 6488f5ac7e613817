import type { ArgType, SqlDriverAdapter, SqlQueryable } from '@prisma/driver-adapter-utils'
import type { Prisma } from '../generated/sqlite/client.ts'

/** A row by the names of its columns, as the driver gives them: see `asCount` and `asJson`. */
export type DirectRow = Record<string, unknown>

/** Statements of our own, of portable SQL. */
export interface DirectQueries {
  query: (statement: Prisma.Sql) => Promise<DirectRow[]>
  /** Resolves to the number of rows that it changed. */
  execute: (statement: Prisma.Sql) => Promise<number>
}

/** As the database has it: `Prisma.Sql` has one text for each. */
export interface DirectStatement {
  sql: string
  values: readonly unknown[]
}

/**
 * A connection that many share. `read`: a shorter way to what is committed, where the database has one; `executeAll`: a
 * shorter way to write. `urgent`: a connection beside those that others wait for, where they do. `sync`: see `Direct`;
 * absent where what is committed is durable.
 */
export interface SharedConnection extends SqlDriverAdapter {
  read?: (sql: string, values: readonly unknown[]) => Promise<DirectRow[]>
  executeAll?: (statements: readonly DirectStatement[]) => Promise<number[]>
  urgent?: SqlQueryable
  sync?: () => Promise<void>
}

/**
 * The way past Prisma's client: for the statements that every send and every screen wait for. A statement of Prisma's
 * takes several times as long as SQLite itself does. `query` sees what is committed, which may be before it is durable.
 */
export interface Direct extends DirectQueries {
  /** All of the statements or none of them; a power cut may take them. Resolves to the rows that each changed. */
  executeAll: (statements: readonly Prisma.Sql[]) => Promise<number[]>
  /** As `query`, for a statement that writes and tells of rows (`RETURNING`). */
  write: (statement: Prisma.Sql) => Promise<DirectRow[]>
  /** As `write`, and waits for nobody who has a connection, or fails within seconds: for what must not come late. */
  urgent: (statement: Prisma.Sql) => Promise<DirectRow[]>
  /** All of `work` or nothing of it. Resolves when it is committed. Only what `work` is given is used in it. */
  transaction: <Result>(work: (queries: DirectQueries) => Promise<Result>) => Promise<Committed<Result>>
  /**
   * Resolves when every transaction that is committed now outlives a power cut, and at once when they do already;
   * rejects when they may not. For who tells that something is stored because a query has seen it.
   */
  sync: () => Promise<void>
}

/** What outlives this process; nobody is told of it before `durable`. */
export interface Committed<Result> {
  result: Result
  /** Resolves when it outlives a power cut, too; rejects when it may not. */
  durable: Promise<void>
}

/** `connection` gives the one that is open now. Errors are the adapter's own, which the error-code functions know. */
export function createDirect(connection: () => SharedConnection): Direct {
  const direct: Direct = {
    query: (statement) => {
      const shared = connection()
      return shared.read?.(statement.sql, statement.values) ?? queriesOn(shared).query(statement)
    },
    execute: (statement) => queriesOn(connection()).execute(statement),
    executeAll: async (statements) => {
      const shared = connection()
      if (shared.executeAll) return await shared.executeAll(statements)
      const { result } = await direct.transaction(async ({ execute }) => {
        const changed: number[] = []
        for (const statement of statements) changed.push(await execute(statement))
        return changed
      })
      return result
    },
    write: (statement) => queriesOn(connection()).query(statement),
    urgent: (statement) => queriesOn(connection().urgent ?? connection()).query(statement),
    async transaction(work) {
      const transaction = await connection().startTransaction()
      // As Prisma does it: COMMIT and ROLLBACK are statements, then the adapter is told which of them it was.
      const say = (sql: string): Promise<number> => transaction.executeRaw({ sql, args: [], argTypes: [] })
      try {
        const result = await work(queriesOn(transaction))
        await say('COMMIT')
        const durable = transaction.commit()
        // Who does not ask is not to be brought down by it.
        durable.catch(() => undefined)
        return { result, durable }
      } catch (error) {
        // A connection that broke has nothing to roll back, and the first error is the one to tell.
        await say('ROLLBACK').catch(() => undefined)
        await transaction.rollback()
        throw error
      }
    },
    sync: async () => await connection().sync?.(),
  }
  return direct
}

function queriesOn(queryable: SqlQueryable): DirectQueries {
  const toQuery = ({ sql, text, values }: Prisma.Sql) => ({
    sql: queryable.provider === 'sqlite' ? sql : text,
    args: values,
    argTypes: values.map(typeOf),
  })
  return {
    async query(statement) {
      const { columnNames, rows } = await queryable.queryRaw(toQuery(statement))
      return rows.map((row) => Object.fromEntries(columnNames.map((name, index) => [name, row[index]])))
    },
    execute: (statement) => queryable.executeRaw(toQuery(statement)),
  }
}

/** Only instants and large integers are converted by the adapters; JSON is given as its text. */
function typeOf(value: unknown): ArgType {
  if (value instanceof Date) return { scalarType: 'datetime', arity: 'scalar' }
  if (typeof value === 'bigint') return { scalarType: 'bigint', arity: 'scalar' }
  return { scalarType: typeof value === 'number' ? 'int' : 'string', arity: 'scalar' }
}

/** A count or a sum, which PostgreSQL gives as text; 0 for the sum of nothing. */
export function asCount(value: unknown): number {
  return Number(value ?? 0)
}

/** The value of a JSON column, which drivers give as its text; null where there is no row. */
export function asJson(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value
}

/** The value of a column of instants, which drivers give as text. */
export function asDate(value: unknown): Date {
  return new Date(String(value))
}

/** The value of a text column. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
