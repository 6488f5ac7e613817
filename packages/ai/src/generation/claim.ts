import { messageSelect } from '@parley/db'
import type { Database, MessageRow } from '@parley/db'
import type { MessagePart } from '../chat/message.ts'
import { previewOf } from '../chat/preview.ts'
import { textOf } from '../events/fold.ts'
import type { ModelContent } from '../model/port.ts'
import { toJson } from './json.ts'

/** A reply to be started, and the user's message before it, when that is new too. */
export interface Claim {
  chatId: string
  userId: bigint
  ownerId: string
  now: Date
  /** The active leaf that the claim was made up for: another one by now refuses it. Any when absent. */
  leafId?: string | null | undefined
  message: { id: string, parentId: string | null, parts: MessagePart[] } | null
  reply: {
    id: string
    parentId: string
    model: string
    /** What it goes on from. */
    start: { parts: MessagePart[], contents: ModelContent[] }
  }
}

/**
 * Stores a message, its empty reply and the lease on it in one short transaction. Rejects with Prisma's errors: P2025
 * when the chat is not there (or its leaf is another), P2002 when an id is taken or the chat has a running reply, P2003
 * when the chat goes away meanwhile. Nothing is stored then.
 */
export async function claim(
  db: Database,
  { chatId, userId, ownerId, now, leafId, message, reply }: Claim,
): Promise<{ message: MessageRow | null, reply: MessageRow }> {
  const { parts, contents } = reply.start
  const chat = db.chat.update({
    where: { id: chatId, userId, deletedAt: null, ...(leafId === undefined ? {} : { activeLeafId: leafId }) },
    data: { activeLeafId: reply.id, activeAt: now, ...(message ? { preview: previewOf(message.parts) } : {}) },
    select: { id: true },
  })
  const replyRow = db.message.create({
    data: {
      id: reply.id, chatId, parentId: reply.parentId, role: 'assistant', status: 'running', model: reply.model,
      parts: toJson(parts), text: textOf(parts), modelContents: toJson(contents), createdAt: now,
    },
    select: messageSelect,
  })
  const lease = db.generation.create({
    data: { replyId: reply.id, chatId, ownerId, heartbeatAt: now, startedAt: now },
    select: { replyId: true },
  })
  if (message === null) {
    const [, row] = await db.$transaction([chat, replyRow, lease])
    return { message: null, reply: row }
  }
  const messageRow = db.message.create({
    data: {
      id: message.id, chatId, parentId: message.parentId, role: 'user', status: 'done',
      parts: toJson(message.parts), text: textOf(message.parts), createdAt: now, finishedAt: now,
    },
    select: messageSelect,
  })
  const [, sent, row] = await db.$transaction([chat, messageRow, replyRow, lease])
  return { message: sent, reply: row }
}
