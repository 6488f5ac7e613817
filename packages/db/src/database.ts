import { PrismaClient } from './generated/client.ts'
import type { Prisma } from './generated/client.ts'
import { providerOf } from './provider.ts'
import type { ProviderName } from './provider.ts'

/** The Prisma client, connected, and what kind of database it speaks to. `$disconnect()` closes it. */
export type Database = PrismaClient & { readonly provider: ProviderName }

/** What `$transaction` gives to its callback. */
export type Transaction = Prisma.TransactionClient

/** How long a transaction may wait for those before it, and then run, in milliseconds. */
const transactionOptions = { maxWait: 10_000, timeout: 10_000 }

/**
 * Opens the database behind `url`: `file:…` is SQLite; the file and its folder are made when missing. Call `migrate`
 * first. Throws `DatabaseError` when the URL is not understood or the database cannot be opened.
 *
 * On SQLite there is one connection, in which transactions and statements take turns. Inside a transaction's callback,
 * use only the client that it is given: `database` itself would wait for the transaction's end.
 */
export async function createDatabase(url: string): Promise<Database> {
  const { name, adapterProvider, connectShared } = providerOf(url)
  const adapter = { provider: adapterProvider, adapterName: '@parley/db', connect: connectShared }
  const database = new PrismaClient({ adapter, transactionOptions, errorFormat: 'minimal' })
  await database.$connect()
  return Object.assign(database, { provider: name })
}
