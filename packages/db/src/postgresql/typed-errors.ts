import { DriverAdapterError, isDriverAdapterError } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter, SqlQueryable, Transaction } from '@prisma/driver-adapter-utils'

/** How the driver says that a connection ended or was not to be had; these have no code. */
const noConnection = /^(Connection terminated|timeout e|Client (was closed|has encountered)|Cannot use a pool|Query read timeout)/

/**
 * Gives the errors of a lost connection the type that Prisma has for them, which its adapter does for some only, and
 * runs a script as a whole: the adapter cuts it at every `;`, those inside a function's body too.
 */
export function withTypedErrors(
  connection: SqlDriverAdapter,
  runScript: (script: string) => Promise<unknown>,
): SqlDriverAdapter {
  return {
    ...typed(connection),
    executeScript: (script) => orTyped(asDriverError(runScript(script))),
    startTransaction: async (level) => typedTransaction(await orTyped(connection.startTransaction(level))),
    getConnectionInfo: () => connection.getConnectionInfo?.() ?? { supportsRelationJoins: true },
    dispose: () => connection.dispose(),
  }
}

function typed(queryable: SqlQueryable) {
  return {
    provider: queryable.provider,
    adapterName: queryable.adapterName,
    queryRaw: (query) => orTyped(queryable.queryRaw(query)),
    executeRaw: (query) => orTyped(queryable.executeRaw(query)),
  } satisfies SqlQueryable
}

function typedTransaction(transaction: Transaction): Transaction {
  return {
    ...typed(transaction),
    options: transaction.options,
    commit: () => orTyped(transaction.commit()),
    rollback: () => orTyped(transaction.rollback()),
    createSavepoint: (name) => orTyped(Promise.resolve(transaction.createSavepoint?.(name))),
    rollbackToSavepoint: (name) => orTyped(Promise.resolve(transaction.rollbackToSavepoint?.(name))),
    releaseSavepoint: (name) => orTyped(Promise.resolve(transaction.releaseSavepoint?.(name))),
  }
}

/** What the server says to a script, in the adapter's own type. */
async function asDriverError(script: Promise<unknown>): Promise<void> {
  try {
    await script
  } catch (error) {
    if (!(error instanceof Error) || !('severity' in error) || !('code' in error)) throw error
    const [code, severity, { message }] = [String(error.code), String(error.severity), error]
    throw new DriverAdapterError({
      kind: 'postgres', code, severity, message, detail: undefined, column: undefined, hint: undefined,
      originalCode: code, originalMessage: message,
    })
  }
}

async function orTyped<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (isDriverAdapterError(error) || !(error instanceof Error) || !isLostConnection(error)) throw error
    throw new DriverAdapterError({ kind: 'ConnectionClosed', originalMessage: error.message })
  }
}

/** Of the system's codes (ECONNRESET, EPIPE, EHOSTUNREACH, …) the adapter knows some. */
function isLostConnection(error: Error): boolean {
  return noConnection.test(error.message) || ('code' in error && /^E[A-Z]+$/.test(String(error.code)))
}
