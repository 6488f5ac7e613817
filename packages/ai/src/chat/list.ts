import { readPage } from '@parley/db'
import type { Database } from '@parley/db'
import { NotFoundError } from '../errors.ts'
import { toPage } from './page.ts'
import type { MessagePage } from './page.ts'

/**
 * A page of the active branch, from its end or from `cursor` upwards. A page costs the same wherever it is: the branch
 * is followed from message to parent. Throws `NotFoundError`; a cursor that is no message of the chat gives an empty
 * page.
 */
export async function listMessages(
  db: Database,
  { userId, chatId, cursor, limit }: { userId: bigint, chatId: string, cursor?: string | undefined, limit: number },
): Promise<MessagePage> {
  const rows = await readPage(db, { userId, chatId, fromId: cursor ?? null, limit })
  if (rows === null) throw new NotFoundError('No such chat')
  return toPage(rows)
}
