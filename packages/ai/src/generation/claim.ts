import { storeClaim } from '@parley/db'
import type { ClaimedMessage, Database, MessageRow } from '@parley/db'
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

export interface Claimed {
  /** With the ids at its place in the tree, oldest first, its own included. */
  message: { row: MessageRow, siblings: string[] } | null
  reply: MessageRow
  /** Resolves when it outlives a power cut: nothing is answered or shown before. Rejects when it may not. */
  durable: Promise<void>
}

/**
 * Stores a message, its empty reply and the lease on it in one short transaction; null, with nothing stored, when the
 * chat is not there or its leaf is another. Rejects with a unique violation when an id is taken or the chat has a
 * running reply, with a foreign key's when the chat goes away meanwhile. Nothing is stored then.
 */
export async function claim(db: Database, { message, reply, leafId, ...place }: Claim): Promise<Claimed | null> {
  const { chatId, now } = place
  const messageRow = message && {
    ...newRow({ chatId, now, parts: message.parts, contents: [] }),
    id: message.id, parentId: message.parentId, role: 'user', status: 'done', finishedAt: now,
  }
  const replyRow = {
    ...newRow({ chatId, now, ...reply.start }),
    id: reply.id, parentId: reply.parentId, role: 'assistant', status: 'running', model: reply.model,
  }
  const preview = message && previewOf(message.parts)
  const stored = await storeClaim(db, { ...place, leafId, preview, message: messageRow, reply: replyRow })
  return stored && {
    message: messageRow && { row: messageRow, siblings: stored.siblings },
    reply: replyRow,
    durable: stored.durable,
  }
}

/** A row as it stands right after the claim, so that nobody needs to read it back. */
function newRow({ chatId, now, parts, contents }: {
  chatId: string
  now: Date
  parts: MessagePart[]
  contents: ModelContent[]
}): Omit<ClaimedMessage, 'id' | 'parentId' | 'role' | 'status'> {
  return {
    chatId, parts: toJson(parts) as MessageRow['parts'], text: textOf(parts), contents, failure: null, seq: 0, model: null,
    promptTokens: 0, replyTokens: 0, thinkingTokens: 0, rating: 0, createdAt: now, finishedAt: null,
  }
}
