import { readPage } from '@parley/db'
import type { Database } from '@parley/db'
import { NotFoundError } from '../errors.ts'
import type { MessageView } from './message.ts'
import { toMessageView } from './view.ts'

export interface MessagePage {
  /** Newest first. */
  items: MessageView[]
  /** What asks for the page before this one; null at the start of the chat. */
  nextCursor: string | null
}

/**
 * A page of the active branch, from its end or from `cursor` upwards. A page costs the same wherever it is: the branch
 * is followed from message to parent. Throws `NotFoundError`; a cursor that is no message of the chat gives an empty
 * page.
 */
export async function listMessages(
  db: Database,
  { userId, chatId, cursor, limit }: { userId: bigint, chatId: string, cursor?: string | undefined, limit: number },
): Promise<MessagePage> {
  const page = await readPage(db, { userId, chatId, fromId: cursor ?? null, limit })
  if (page === null) throw new NotFoundError('No such chat')
  const items = page.map(({ message, siblings }) => toMessageView(message, siblings))
  return { items, nextCursor: items.at(-1)?.parentId ?? null }
}
