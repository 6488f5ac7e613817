import { isDriverAdapterError } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter, SqlQuery, Transaction } from '@prisma/driver-adapter-utils'
import { patiently } from './patience.ts'
import { createTurns } from './turns.ts'

/**
 * Makes one SQLite connection safe to share. Prisma's adapter lets a statement from elsewhere slip into a transaction
 * that is open, and a rollback then takes it along although it was answered. Here a statement outside waits until the
 * transaction has ended.
 *
 * Durability: in WAL mode a commit outlives the process in either mode (SIGKILL loses nothing). A transaction also
 * outlives a power cut (`synchronous = FULL`, one fsync); a single statement may be lost in one (`NORMAL`), never
 * corrupted. So what must not be lost goes in a transaction, and the checkpoints of a growing reply do not.
 * https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export async function serialized(connection: SqlDriverAdapter): Promise<SqlDriverAdapter> {
  // What another process's lock is in the way of is refused at once, and waits without blocking.
  await connection.executeScript('PRAGMA busy_timeout = 0')
  const takeTurn = createTurns()

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const giveOn = await takeTurn()
    try {
      return await work()
    } finally {
      giveOn()
    }
  }

  /** Between two looks at another process's lock, others have their turn: those who read are not held up. */
  const inTurns = <T>(work: () => Promise<T>): Promise<T> => patiently(() => inTurn(work))

  async function startTransaction(): Promise<Transaction> {
    const giveOn = await takeTurn()
    try {
      // IMMEDIATE takes the write lock now: a transaction that reads first and writes later would be refused without
      // any wait when another process wrote in between.
      await connection.executeScript('PRAGMA synchronous = FULL; BEGIN IMMEDIATE')
      return transactionOn(connection, giveOn)
    } catch (error) {
      await end(connection)
      giveOn()
      throw error
    }
  }

  return {
    provider: connection.provider,
    adapterName: connection.adapterName,
    queryRaw: (query) => inTurns(() => connection.queryRaw(query)),
    executeRaw: (query) => inTurns(() => connection.executeRaw(query)),
    executeScript: (script) => inTurns(() => connection.executeScript(script)),
    startTransaction: () => patiently(startTransaction),
    dispose: () => inTurn(() => connection.dispose()),
  }
}

type Connection = Pick<SqlDriverAdapter, 'provider' | 'adapterName' | 'queryRaw' | 'executeRaw' | 'executeScript'>

/** Prisma sends COMMIT or ROLLBACK as a statement, then calls `commit` or, after a failure too, `rollback`. */
function transactionOn(connection: Connection, giveOn: () => void): Transaction {
  let broken: { error: unknown } | undefined
  let committed = false

  /** A full disk makes SQLite roll back by itself; what followed would be written outside any transaction. */
  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    if (broken) throw broken.error
    try {
      return await work()
    } catch (error) {
      if (!isDriverAdapterError(error) || !error.cause.kind.endsWith('Violation')) broken = { error }
      throw error
    }
  }

  async function execute(query: SqlQuery): Promise<number> {
    if (query.sql === 'ROLLBACK') {
      await rollback(connection)
      return 0
    }
    const changed = await guarded(() => connection.executeRaw(query))
    committed ||= query.sql === 'COMMIT'
    return changed
  }

  async function finish(): Promise<void> {
    // A ROLLBACK with nothing to roll back is an error made and thrown away, in front of whoever waits for the commit.
    await (committed ? endDurability(connection) : end(connection))
    giveOn()
  }

  return {
    provider: connection.provider,
    adapterName: connection.adapterName,
    options: { usePhantomQuery: false },
    queryRaw: (query) => guarded(() => connection.queryRaw(query)),
    executeRaw: execute,
    commit: finish,
    rollback: finish,
    createSavepoint: (name) => guarded(() => connection.executeScript(`SAVEPOINT ${name}`)),
    rollbackToSavepoint: (name) => guarded(() => connection.executeScript(`ROLLBACK TO ${name}`)),
    releaseSavepoint: (name) => guarded(() => connection.executeScript(`RELEASE ${name}`)),
  }
}

/** After it, no transaction is open, whatever happened before. */
async function end(connection: Connection): Promise<void> {
  await rollback(connection)
  await endDurability(connection)
}

async function endDurability(connection: Connection): Promise<void> {
  await connection.executeScript('PRAGMA synchronous = NORMAL')
}

async function rollback(connection: Connection): Promise<void> {
  try {
    await connection.executeScript('ROLLBACK')
  } catch {
    // "cannot rollback - no transaction is active": the wanted state.
  }
}
