import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'

/** Any number that no other program locks in this database: "parley" in ASCII. */
const lockKey = '123580985075065'

/**
 * Holds an advisory lock for the whole of a migration, in one transaction: servers that start together wait for each
 * other, and a failure or a kill halfway leaves the database as it was.
 * https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
 */
export async function postgresqlMigrationLock(connection: SqlDriverAdapter, work: () => Promise<void>): Promise<void> {
  await connection.executeScript(`BEGIN; SELECT pg_advisory_xact_lock(${lockKey})`)
  try {
    await work()
    await connection.executeScript('COMMIT')
  } catch (error) {
    await connection.executeScript('ROLLBACK').catch(() => undefined)
    throw error
  }
}
