import type { SqlDriverAdapter, SqlQuery, SqlQueryable } from '@prisma/driver-adapter-utils'

/** The connection, which tells of each statement before it is run; what begins and ends a transaction is none. */
export function observed(connection: SqlDriverAdapter, onStatement: (sql: string) => void): SqlDriverAdapter {
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
    startTransaction: async (level) => {
      const transaction = await connection.startTransaction(level)
      return { ...transaction, ...seen(transaction) }
    },
  }
}
