import type { SharedConnection } from '../direct/direct.ts'
import { connectSqlite } from './connect.ts'
import { openSqliteReader } from './reader.ts'
import { serialized } from './serialized.ts'

/** The connection that a server shares, in which what writes takes turns, and beside it one that only reads. */
export async function connectSharedSqlite(path: string): Promise<SharedConnection> {
  const connection = await serialized(await connectSqlite(path), path)
  const reader = openSqliteReader(path)
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
