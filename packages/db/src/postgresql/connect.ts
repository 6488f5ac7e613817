import { PrismaPg } from '@prisma/adapter-pg'
import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import { DatabaseError, messageOf } from '../errors.ts'
import { withCharColumns } from './char-columns.ts'
import { withTypedErrors } from './typed-errors.ts'

export interface PostgresqlOptions {
  /** The most connections to hold. */
  connections: number
}

/** As long as a transaction may wait for its turn, in milliseconds. */
const connectionTimeoutMillis = 10_000

/** A server that vanished with its machine holds its locks no longer than that. */
const idleTransactionMs = 30_000

/** Opens a pool of connections. Throws `DatabaseError` (`open`) when the server does not let one in. */
export async function connectPostgresql(url: string, { connections }: PostgresqlOptions): Promise<SqlDriverAdapter> {
  let connection: SqlDriverAdapter | undefined
  try {
    const pool = await new PrismaPg({
      connectionString: url,
      max: connections,
      // The one connection of a migration holds a transaction and a lock.
      idleTimeoutMillis: connections === 1 ? 0 : 30_000,
      connectionTimeoutMillis,
      idle_in_transaction_session_timeout: idleTransactionMs,
      keepAlive: true,
      application_name: 'parley',
    }).connect()
    const driver = pool.underlyingDriver()
    connection = {
      ...withTypedErrors(connections === 1 ? withCharColumns(pool) : pool, (script) => driver.query(script)),
      dispose: () => driver.ending ? Promise.resolve() : pool.dispose(),
    }
    // Another connection in its place would have neither.
    if (connections === 1) driver.once('remove', () => driver.ending || void driver.end())
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
