import { readBranch } from '@parley/db'
import type { Database } from '@parley/db'
import { findChat } from './find.ts'
import type { MessageView } from './message.ts'
import { withSiblings } from './siblings.ts'

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
  const { activeLeafId } = await findChat(db, { userId, id: chatId })
  const fromId = cursor ?? activeLeafId
  if (fromId === null) return { items: [], nextCursor: null }
  const items = await withSiblings(db, chatId, await readBranch(db, { chatId, fromId, limit }))
  return { items, nextCursor: items.at(-1)?.parentId ?? null }
}
