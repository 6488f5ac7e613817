import type { SharedConnection } from '../direct/direct.ts'
import { DatabaseError, messageOf } from '../errors.ts'
import { connectSqlite } from './connect.ts'
import { openSqliteReader } from './reader.ts'
import { serialized } from './serialized.ts'

/**
 * The connection that a server shares, in which what writes takes turns, and beside it one that only reads.
 * Throws `DatabaseError` (`open`).
 */
export async function connectSharedSqlite(
  path: string,
  openReader = async (file: string) => openSqliteReader(file),
): Promise<SharedConnection> {
  const connection = await serialized(await connectSqlite(path), path)
  const reader = await openReader(path).catch(async (cause: unknown) => {
    await connection.dispose()
    throw new DatabaseError('open', `Cannot open ${path} a second time, to read: ${messageOf(cause)}.`, { cause })
  })
  return {
    ...connection,
    read: reader.read,
    dispose: async () => {
      // First: the last connection of a file tidies up, which one that only reads cannot.
      reader.close()
      await connection.dispose()
    },
  }
}
