import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { DatabaseError, messageOf } from '../errors.ts'
import { connectSqlite } from '../sqlite/connect.ts'
import { sqlitePath } from '../sqlite/path.ts'
import { assertSound } from './sqlite-file.ts'

/**
 * Writes the SQLite database behind `url` to a new file, as it is at one instant while servers go on writing; the file
 * gets its name once it was checked. Throws `DatabaseError`, and leaves no file then.
 * https://www.sqlite.org/lang_vacuum.html
 */
export async function backupSqlite(url: string, destination: string): Promise<void> {
  const [source, target] = [sqlitePath(url), resolve(destination)]
  if (!existsSync(source)) throw new DatabaseError('open', `There is no database at ${source}.`)
  if (existsSync(target)) throw new DatabaseError('open', `${target} exists already: give the backup another name.`)
  await mkdir(dirname(target), { recursive: true })
  const partial = `${target}.partial`
  await rm(partial, { force: true })
  const connection = await connectSqlite(source)
  try {
    await connection.queryRaw({
      sql: 'VACUUM INTO ?', args: [partial], argTypes: [{ scalarType: 'string', arity: 'scalar' }],
    })
    await assertSound(partial)
    await flush(partial)
    await rename(partial, target)
    await flush(dirname(target))
  } catch (cause) {
    await rm(partial, { force: true })
    if (cause instanceof DatabaseError) throw cause
    throw new DatabaseError('open', `The backup failed: ${messageOf(cause)}.`, { cause })
  } finally {
    await connection.dispose()
  }
}

/** Waits until the disk has a file, or the names in a folder. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}
