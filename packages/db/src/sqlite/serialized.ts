import { isDriverAdapterError } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter, SqlQuery, Transaction } from '@prisma/driver-adapter-utils'
import type { SharedConnection } from '../direct/direct.ts'
import { executeAll } from './execute-all.ts'
import type { Sync } from './group-sync.ts'
import { keepStatements } from './kept-statements.ts'
import { patiently } from './patience.ts'
import { createTurns } from './turns.ts'
import { createWalSync, openWal } from './wal-sync.ts'
import type { SyncedFile } from './wal-sync.ts'

/**
 * Makes one SQLite connection safe to share. Prisma's adapter lets a statement from elsewhere slip into a transaction
 * that is open, and a rollback then takes it along although it was answered. Here a statement outside waits until the
 * transaction has ended.
 *
 * Durability: a commit outlives the process at once (SIGKILL loses nothing). When a transaction's `commit` resolves, it
 * also outlives a power cut (`sync`, which others' statements do not wait for); a single statement, or all those of an
 * `executeAll`, may be lost in one, never corrupted. So what must not be lost goes in a transaction, and the
 * checkpoints of growing replies do not.
 */
export async function serialized(
  connection: SqlDriverAdapter,
  path: string,
  open: (path: string) => Promise<SyncedFile> = openWal,
): Promise<SharedConnection> {
  // What another process's lock is in the way of is refused at once, and waits without blocking.
  await connection.executeScript('PRAGMA busy_timeout = 0')
  keepStatements(connection)
  const takeTurn = createTurns()
  const wal = await writesAhead(connection)
    ? createWalSync(() => open(path), () => inTurn(() => emptyWal(connection)))
    : undefined
  // Where files cannot be shared in memory there is no log: there, each commit waits for the disk itself.
  if (wal === undefined) await connection.executeScript('PRAGMA synchronous = FULL')

  // Transactions, and how many of them the disk has. The first stands for those of the process before this one.
  let committed = 1
  let kept = 0

  async function sync(): Promise<void> {
    const upTo = committed
    if (wal === undefined || kept >= upTo) return
    await wal.sync()
    kept = Math.max(kept, upTo)
  }

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
      await connection.executeRaw({ sql: 'BEGIN IMMEDIATE', args: [], argTypes: [] })
      return transactionOn(connection, { giveOn, onCommit: () => committed++, sync })
    } catch (error) {
      await rollback(connection)
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
    executeAll: (statements) => inTurns(() => executeAll(connection, statements)),
    startTransaction: () => patiently(startTransaction),
    sync,
    dispose: async () => {
      // Those who came before are to find the log when they sync, and it goes away with its last connection.
      await inTurn(async () => undefined)
      // Who waits for it is told; not within a turn, for after a failure it takes one.
      await sync().catch(() => undefined)
      await inTurn(() => connection.dispose())
      await wal?.close()
    },
  }
}

type Connection = Pick<SqlDriverAdapter, 'provider' | 'adapterName' | 'queryRaw' | 'executeRaw' | 'executeScript'>

/** Prisma sends COMMIT or ROLLBACK as a statement, then calls `commit` or, after a failure too, `rollback`. */
function transactionOn(
  connection: Connection,
  { giveOn, onCommit, sync }: { giveOn: () => void, onCommit: () => void, sync: Sync },
): Transaction {
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
    if (query.sql === 'COMMIT') {
      committed = true
      onCommit()
    }
    return changed
  }

  async function finish(): Promise<void> {
    if (!committed) await rollback(connection)
    giveOn()
    if (committed) await sync()
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
async function rollback(connection: Connection): Promise<void> {
  try {
    await connection.executeScript('ROLLBACK')
  } catch {
    // "cannot rollback - no transaction is active": the wanted state.
  }
}

async function writesAhead(connection: Connection): Promise<boolean> {
  const { rows } = await connection.queryRaw({ sql: 'PRAGMA journal_mode', args: [], argTypes: [] })
  return rows[0]?.[0] === 'wal'
}

/** Puts the write-ahead log into the database's file, durably, and empties it. */
async function emptyWal(connection: Connection): Promise<void> {
  const { rows } = await connection.queryRaw({ sql: 'PRAGMA wal_checkpoint(TRUNCATE)', args: [], argTypes: [] })
  if (Number(rows[0]?.[0]) !== 0) throw new Error('The write-ahead log is in use and cannot be emptied')
}
