import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import Sqlite from 'better-sqlite3'

/** A value as the driver binds it. An instant is stored as Prisma's adapter writes it, and compared as text. */
export function toBound(value: unknown): unknown {
  return value instanceof Date ? value.toISOString().replace('Z', '+00:00') : value
}

/** What the driver threw, as Prisma's adapter would: the error-code functions know it. */
export function asDriverError(error: unknown): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error
  const { code, message } = error
  return new DriverAdapterError({ kind: 'sqlite', extendedCode: 1, message, originalCode: code, originalMessage: message })
}
