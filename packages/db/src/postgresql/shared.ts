import type { SharedConnection } from '../direct/direct.ts'
import { connectPostgresql } from './connect.ts'

/**
 * The pool of connections that a server shares, and beside it one for what must not wait for them.
 * Throws `DatabaseError` (`open`).
 */
export async function connectSharedPostgresql(url: string): Promise<SharedConnection> {
  const connection = await connectPostgresql(url, 'shared')
  const urgent = await connectPostgresql(url, 'urgent').catch(async (error: unknown) => {
    await connection.dispose()
    throw error
  })
  return {
    ...connection,
    urgent,
    dispose: async () => {
      await Promise.all([connection.dispose(), urgent.dispose()])
    },
  }
}
