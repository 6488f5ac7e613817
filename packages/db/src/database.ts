import { createDirect } from './direct/direct.ts'
import type { Direct, SharedConnection } from './direct/direct.ts'
import { PrismaClient } from './generated/sqlite/client.ts'
import type { Prisma } from './generated/sqlite/client.ts'
import { DatabaseError } from './errors.ts'
import { observed } from './observed.ts'
import { providerOf } from './provider.ts'
import type { ProviderName } from './provider.ts'

/**
 * The Prisma client, connected, what kind of database it speaks to, and the way past the client that this package's own
 * functions take. `$disconnect()` closes it.
 */
export type Database = PrismaClient & { readonly provider: ProviderName, readonly direct: Direct }

/** What `$transaction` gives to its callback. */
export type Transaction = Prisma.TransactionClient

export interface DatabaseOptions {
  /** Told of every statement before it runs, for who counts them. */
  onStatement?: ((sql: string) => void) | undefined
}

/** How long a transaction may wait for those before it, and then run, in milliseconds. */
const transactionOptions = { maxWait: 10_000, timeout: 10_000 }

/**
 * Opens the database behind `url`: `file:…` is SQLite; the file and its folder are made when missing. `postgresql://…`
 * is PostgreSQL, whose database exists. Call `migrate` first. Throws `DatabaseError` when the URL is not understood or
 * the database cannot be opened.
 *
 * On SQLite there is one connection, in which transactions and statements take turns, and one for `direct.query`.
 * Inside a transaction's callback, use only the client that it is given: `database` itself would wait for the
 * transaction's end. On PostgreSQL a statement that fails in a transaction, a constraint's too, ends the transaction.
 */
export async function createDatabase(url: string, { onStatement }: DatabaseOptions = {}): Promise<Database> {
  const { name, adapterProvider, connectShared } = providerOf(url)
  let connection: SharedConnection | undefined
  const connect = async (): Promise<SharedConnection> => {
    const opened = await connectShared()
    connection = onStatement ? observed(opened, onStatement) : opened
    return connection
  }
  const adapter = { provider: adapterProvider, adapterName: '@parley/db', connect }
  const Client = name === 'sqlite' ? PrismaClient : await loadPostgresqlClient()
  const database = new Client({ adapter, transactionOptions, errorFormat: 'minimal' })
  await database.$connect()
  const direct = createDirect(() => {
    if (connection === undefined) throw new DatabaseError('open', 'The database is not connected.')
    return connection
  })
  return Object.assign(database, { provider: name, direct })
}

/** Its models are the same, being made from the same schema; only its compiler of queries is another. */
async function loadPostgresqlClient(): Promise<typeof PrismaClient> {
  const client = await import('./generated/postgresql/client.ts')
  return client.PrismaClient as unknown as typeof PrismaClient
}
