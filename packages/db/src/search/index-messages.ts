import type { Database, Transaction } from '../database.ts'
import { Prisma } from '../generated/sqlite/client.ts'
import { engineOf } from './engine.ts'
import { composed, fold } from './fold.ts'
import { ownToken } from './own-token.ts'
import type { Entry } from './port.ts'
import { tokensOf } from './tokens.ts'

/** Messages per transaction. Making their tokens takes a millisecond or two each, on the event loop. */
const batch = 25

/** Bits of a place below its milliseconds since 1970. */
const bitsBelow = 20n

/**
 * Indexes messages that were written since the last time, of one user or of everybody, and returns how many; fewer than
 * `limit` means that none is left. Searches do it for their own user, so nothing needs to; called now and then, it
 * spares the first search of somebody who never searched.
 */
export async function indexMessages(
  db: Database,
  { userId, limit }: { userId?: bigint, limit: number },
): Promise<number> {
  let indexed = 0
  while (indexed < limit && await isAnyQueued(db, userId)) {
    const size = Math.min(batch, limit - indexed)
    indexed += await db.$transaction((tx) => indexBatch(db, tx, { userId, size }))
  }
  return indexed
}

/** Asked first, so that a search with nothing to index does not write. */
async function isAnyQueued(db: Database, userId: bigint | undefined): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`SELECT 1 AS "one" FROM "SearchQueue" ${ofUser(userId)} LIMIT 1`
  return rows.length > 0
}

function ofUser(userId: bigint | undefined): Prisma.Sql {
  return userId === undefined ? Prisma.empty : Prisma.sql`WHERE "userId" = ${userId}`
}

async function indexBatch(
  db: Database,
  tx: Transaction,
  { userId, size }: { userId: bigint | undefined, size: number },
): Promise<number> {
  // Deleting is claiming: another server that wants the same rows waits, then finds them gone.
  const queued = await tx.$queryRaw<{ messageId: string }[]>`
    DELETE FROM "SearchQueue" WHERE "messageId" IN (
      SELECT "messageId" FROM "SearchQueue" ${ofUser(userId)}
      ORDER BY "messageId" LIMIT ${size}
    ) RETURNING "messageId"`
  if (queued.length === 0) return 0
  const messages = await tx.message.findMany({
    where: { id: { in: queued.map(({ messageId }) => messageId) } },
    select: { id: true, text: true, createdAt: true, chat: { select: { userId: true } } },
  })
  if (messages.length === 0) return queued.length
  const ids = messages.map(({ id }) => id)
  await tx.$executeRaw`DELETE FROM "SearchEntry" WHERE "messageId" IN (${Prisma.join(ids)})`
  const places = await freePlaces(tx, messages.map(({ createdAt }) => createdAt))
  const entries = messages.flatMap(({ id, text, chat }, index): Entry[] => {
    const tokens = Array.from(tokensOf(fold(composed(text))), (token) => ownToken(chat.userId, token))
    return tokens.length === 0 ? [] : [{ place: places[index] ?? 0n, messageId: id, tokens }]
  })
  if (entries.length > 0) await engineOf(db).insert(tx, entries)
  return queued.length
}

/** A place of its own for each instant, after those that are taken at the same millisecond. */
async function freePlaces(tx: Transaction, instants: Date[]): Promise<bigint[]> {
  const places: bigint[] = []
  const lastAt = new Map<bigint, bigint>()
  for (const instant of instants) {
    const start = BigInt(instant.getTime()) << bitsBelow
    const last = lastAt.get(start) ?? await lastPlace(tx, start)
    const place = last === undefined ? start : last + 1n
    lastAt.set(start, place)
    places.push(place)
  }
  return places
}

async function lastPlace(tx: Transaction, start: bigint): Promise<bigint | undefined> {
  const [last] = await tx.$queryRaw<{ place: string }[]>`
    SELECT CAST("place" AS TEXT) AS "place" FROM "SearchEntry"
    WHERE "place" >= ${start} AND "place" < ${start + (1n << bitsBelow)} ORDER BY "SearchEntry"."place" DESC LIMIT 1`
  return last && BigInt(last.place)
}
