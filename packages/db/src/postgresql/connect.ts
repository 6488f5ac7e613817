import { PrismaPg } from '@prisma/adapter-pg'
import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import { DatabaseError, messageOf } from '../errors.ts'
import { withCharColumns } from './char-columns.ts'
import { withTypedErrors } from './typed-errors.ts'

/**
 * What a pool is for. `single`: one user at a time, such as a migration, with a transaction and a lock that no other
 * connection would have. `shared`: the work of a server. `urgent`: see `Direct`.
 */
export type PostgresqlUse = 'single' | 'shared' | 'urgent'

/** Times in milliseconds. `shared` waits for its turn as long as a transaction may. */
const pools = {
  single: { max: 1, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 0 },
  shared: { max: 10, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000 },
  // A connection that a network swallows is given up before the next statement comes.
  urgent: { max: 1, connectionTimeoutMillis: 2_000, idleTimeoutMillis: 30_000, query_timeout: 2_000 },
} as const satisfies Record<PostgresqlUse, object>

/** A server that vanished with its machine holds its locks no longer than that. */
const idleTransactionMs = 30_000

/** Opens a pool of connections. Throws `DatabaseError` (`open`) when the server does not let one in. */
export async function connectPostgresql(url: string, use: PostgresqlUse): Promise<SqlDriverAdapter> {
  let connection: SqlDriverAdapter | undefined
  try {
    const pool = await new PrismaPg({
      connectionString: url,
      ...pools[use],
      idle_in_transaction_session_timeout: idleTransactionMs,
      keepAlive: true,
      application_name: 'parley',
    }).connect()
    const driver = pool.underlyingDriver()
    connection = {
      ...withTypedErrors(use === 'single' ? withCharColumns(pool) : pool, (script) => driver.query(script)),
      dispose: () => driver.ending ? Promise.resolve() : pool.dispose(),
    }
    if (use === 'single') driver.once('remove', () => driver.ending || void driver.end())
    await assertUtf8(connection)
    return connection
  } catch (cause) {
    await connection?.dispose()
    if (cause instanceof DatabaseError) throw cause
    throw new DatabaseError('open', `Cannot open the PostgreSQL database: ${reasonOf(cause)}.`, { cause })
  }
}

async function assertUtf8(connection: SqlDriverAdapter): Promise<void> {
  const { rows } = await connection.queryRaw({ sql: 'SHOW server_encoding', args: [], argTypes: [] })
  const encoding = String(rows[0]?.[0])
  if (encoding !== 'UTF8') {
    throw new DatabaseError('open', `The PostgreSQL database has the encoding ${encoding}; make it anew with UTF8.`)
  }
}

/** What the server said, or the kind of failure when it was not reached. It never contains the password. */
function reasonOf(error: unknown): string {
  if (!(error instanceof DriverAdapterError)) return messageOf(error)
  return error.cause.originalMessage ?? error.cause.kind
}
