import { existsSync } from 'node:fs'
import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { isDriverAdapterError } from '@prisma/driver-adapter-utils'
import { DatabaseError } from '../errors.ts'
import { connectSqlite } from '../sqlite/connect.ts'
import { sqlitePath } from '../sqlite/path.ts'
import { flush } from './backup.ts'
import { ask, assertSound } from './sqlite-file.ts'

/**
 * Puts a backup in the place of the SQLite database behind `url` and returns where the one before stands now; null when
 * there was none. The backup itself stays. Throws `DatabaseError`, and has changed nothing then, when the backup is
 * damaged or a process has the database open.
 */
export async function restoreSqlite(url: string, backup: string): Promise<string | null> {
  const [source, target] = [resolve(backup), sqlitePath(url)]
  if (!existsSync(source)) throw new DatabaseError('open', `There is no backup at ${source}.`)
  await mkdir(dirname(target), { recursive: true })
  const incoming = `${target}.restoring`
  await rm(incoming, { force: true })
  try {
    await copyFile(source, incoming)
    await assertSound(incoming)
    await flush(incoming)
    await assertUnused(target)
    const before = await setAside(target)
    await rename(incoming, target)
    await flush(dirname(target))
    return before
  } finally {
    await rm(incoming, { force: true })
  }
}

/** Leaving WAL mode needs the file for oneself, and puts what the log still has into it. */
async function assertUnused(path: string): Promise<void> {
  if (!existsSync(path)) return
  const connection = await connectSqlite(path).catch(() => undefined)
  // Too damaged to be opened: a reason to restore.
  if (!connection) return
  try {
    await connection.executeScript('PRAGMA busy_timeout = 0')
    await ask(connection, 'PRAGMA journal_mode = DELETE')
  } catch (cause) {
    if (!isDriverAdapterError(cause) || !/BUSY|LOCKED/.test(cause.cause.originalCode ?? '')) return
    throw new DatabaseError('open', `A process has ${path} open: stop the server first.`, { cause })
  } finally {
    await connection.dispose()
  }
}

/** With its log, if one is left: beside another database it would be applied to that one. */
async function setAside(path: string): Promise<string | null> {
  if (!existsSync(path)) return null
  const aside = `${path}.before-${new Date().toISOString().replaceAll(/\D/g, '')}`
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(`${path}${suffix}`)) await rename(`${path}${suffix}`, `${aside}${suffix}`)
  }
  return aside
}
