import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import { Prisma } from './generated/sqlite/client.ts'

/**
 * What SQLite says when it cannot write now: another process holds the lock, the disk is full, broken or read-only.
 * https://www.sqlite.org/rescode.html
 */
const cannotWrite = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|NOMEM)/

/**
 * What PostgreSQL says when it cannot take a statement now: connection lost (08), read-only (25006), conflict with
 * another transaction (40), out of disk, memory or connections (53), lock not to be had (55P03), cancelled, shutting
 * down or starting (57), I/O error (58). https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const postgresqlCannot = /^(08...|25006|25P03|40...|53...|55P03|57...|58...)$/

/** A connection that broke or was not to be had, as Prisma's adapter calls it. */
const noConnection = new Set(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout', 'TooManyConnections'])

/** A row with this key exists already. https://www.prisma.io/docs/orm/reference/error-reference#p2002 */
export function isUniqueViolation(error: unknown): boolean {
  return hasCode(error, 'P2002') || driverCause(error)?.kind === 'UniqueConstraintViolation'
}

/** A row points to one that does not exist. https://www.prisma.io/docs/orm/reference/error-reference#p2003 */
export function isForeignKeyViolation(error: unknown): boolean {
  return hasCode(error, 'P2003') || driverCause(error)?.kind === 'ForeignKeyConstraintViolation'
}

/** The row that was to be changed or read does not exist. https://www.prisma.io/docs/orm/reference/error-reference#p2025 */
export function isNotFound(error: unknown): boolean {
  return hasCode(error, 'P2025')
}

/**
 * The database cannot take the write now, through no fault of the request: locked by another process, in conflict with
 * another transaction, overloaded (P2028, a transaction that had to wait or ran for too long), restarting or out of
 * reach, or its disk full or failing. Nothing was written; only when a connection broke during a COMMIT nobody knows.
 */
export function isBusyOrFull(error: unknown): boolean {
  if (hasCode(error, 'P2028')) return true
  const { kind = '', originalCode = '' } = driverCause(error) ?? {}
  return cannotWrite.test(originalCode) || postgresqlCannot.test(originalCode) || noConnection.has(kind)
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === code
}

/** What the driver said: Prisma hands its error on as it is from COMMIT, else wrapped in one of its own. */
function driverCause(error: unknown): DriverAdapterError['cause'] | undefined {
  const inner = error instanceof Prisma.PrismaClientKnownRequestError ? error.meta?.['driverAdapterError'] : error
  return inner instanceof DriverAdapterError ? inner.cause : undefined
}
