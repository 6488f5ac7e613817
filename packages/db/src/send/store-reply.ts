import type { Database } from '../database.ts'
import { Prisma } from '../generated/sqlite/client.ts'

/** A running reply, and the process that holds its lease: without it, nothing is written. */
export interface HeldReply {
  replyId: string
  ownerId: string
}

/** What a reply is made of so far. `contents` is what the model was sent and sent in it, verbatim. */
export interface ReplyContent {
  parts: unknown
  contents: unknown
  text: string
  seq: number
}

/** Writes a growing reply, alone; a power cut may take it. Resolves to whether the lease was held. */
export async function storeCheckpoint(db: Database, held: HeldReply, content: ReplyContent): Promise<boolean> {
  return await db.direct.execute(checkpoint(held, content)) === 1
}

/** The statement that writes a growing reply, when its lease is held. */
export const checkpoint = (held: HeldReply, content: ReplyContent): Prisma.Sql =>
  Prisma.sql`UPDATE "Message" SET ${columns(content)} WHERE ${isHeld(held)}`

export const isHeld = ({ replyId, ownerId }: HeldReply): Prisma.Sql => Prisma.sql`"id" = ${replyId} AND "status" = 'running'
  AND EXISTS (SELECT 1 FROM "Generation" WHERE "replyId" = ${replyId} AND "ownerId" = ${ownerId})`

export const columns = ({ parts, contents, text, seq }: ReplyContent): Prisma.Sql => Prisma.sql`
  "parts" = ${JSON.stringify(parts)}, "modelContents" = ${JSON.stringify(contents)}, "text" = ${text}, "seq" = ${seq}`
