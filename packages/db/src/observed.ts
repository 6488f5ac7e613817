import type { SqlQuery, SqlQueryable } from '@prisma/driver-adapter-utils'
import type { SharedConnection } from './direct/direct.ts'

/** The connection, which tells of each statement before it is run; what begins and ends a transaction is none. */
export function observed(connection: SharedConnection, onStatement: (sql: string) => void): SharedConnection {
  const { read, executeAll, urgent } = connection
  const seen = (queryable: SqlQueryable) => {
    const tell = (query: SqlQuery): SqlQuery => {
      if (!/^(COMMIT|ROLLBACK)$/.test(query.sql)) onStatement(query.sql)
      return query
    }
    return {
      queryRaw: (query: SqlQuery) => queryable.queryRaw(tell(query)),
      executeRaw: (query: SqlQuery) => queryable.executeRaw(tell(query)),
    }
  }
  return {
    ...connection,
    ...seen(connection),
    ...(read && {
      read: (sql, values) => {
        onStatement(sql)
        return read(sql, values)
      },
    }),
    ...(executeAll && {
      executeAll: (statements) => {
        for (const { sql } of statements) onStatement(sql)
        return executeAll(statements)
      },
    }),
    ...(urgent && { urgent: { ...urgent, ...seen(urgent) } }),
    startTransaction: async (level) => {
      const transaction = await connection.startTransaction(level)
      return { ...transaction, ...seen(transaction) }
    },
  }
}
