import type { Database, Transaction } from '../database.ts'
import type { Prisma } from '../generated/sqlite/client.ts'
import type { MessageRow } from './message.ts'

type Place = Pick<MessageRow, 'id' | 'parentId' | 'role'>

/**
 * For each message, by its id, the ids of the messages at its place in the tree (under the same parent, of the same
 * role), oldest first, itself included.
 */
export async function readSiblings(
  db: Database | Transaction,
  { chatId, messages }: { chatId: string, messages: readonly Place[] },
): Promise<Map<string, string[]>> {
  const parents = [...new Set(messages.map(({ parentId }) => parentId))]
  const under = parents.filter((parentId) => parentId !== null)
  // One query with an OR would read the whole chat.
  const rows = [
    ...(under.length > 0 ? await readPlaces(db, { chatId, parentId: { in: under } }) : []),
    ...(parents.includes(null) ? await readPlaces(db, { chatId, parentId: null }) : []),
  ]
  const places = Map.groupBy(rows, placeOf)
  return new Map(messages.map((message) => [
    message.id,
    (places.get(placeOf(message)) ?? [message]).map(({ id }) => id),
  ]))
}

function readPlaces(db: Database | Transaction, where: Prisma.MessageWhereInput): Promise<Place[]> {
  return db.message.findMany({
    where,
    select: { id: true, parentId: true, role: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
}

function placeOf({ parentId, role }: Place): string {
  return `${role} under ${parentId ?? 'nothing'}`
}
