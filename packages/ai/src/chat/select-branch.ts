import { newestLeafBelow } from '@parley/db'
import type { Asker } from '../assistant.ts'
import { NotFoundError } from '../errors.ts'
import type { Core } from '../generation/core.ts'
import { findMessage } from './find.ts'

/** Shows the branch of message `id`: the active leaf becomes the newest message below it. Returns the leaf's id. */
export async function selectBranch(
  { db }: Pick<Core, 'db'>,
  { userId }: Pick<Asker, 'userId'>,
  { id }: { id: string },
): Promise<{ chatId: string, activeLeafId: string }> {
  const { chatId } = await findMessage(db, { userId, id })
  const activeLeafId = await newestLeafBelow(db, { chatId, id }) ?? id
  const { count } = await db.chat.updateMany({
    where: { id: chatId, userId, deletedAt: null },
    data: { activeLeafId },
  })
  if (count === 0) throw new NotFoundError('No such chat')
  return { chatId, activeLeafId }
}
