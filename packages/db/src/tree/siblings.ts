import type { Database, Transaction } from '../database.ts'
import type { MessageRow } from './message.ts'

type Place = Pick<MessageRow, 'id' | 'parentId' | 'role'>

/**
 * For each message, by its id, the ids of the messages at its place in the tree (under the same parent, of the same
 * role), oldest first, itself included. One query for all.
 */
export async function readSiblings(
  db: Database | Transaction,
  { chatId, messages }: { chatId: string, messages: readonly Place[] },
): Promise<Map<string, string[]>> {
  if (messages.length === 0) return new Map()
  const parents = new Set(messages.map(({ parentId }) => parentId))
  const under = [...parents].filter((parentId) => parentId !== null)
  const rows = await db.message.findMany({
    where: { chatId, OR: [{ parentId: { in: under } }, ...(parents.has(null) ? [{ parentId: null }] : [])] },
    select: { id: true, parentId: true, role: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const places = Map.groupBy(rows, placeOf)
  return new Map(messages.map((message) => [
    message.id,
    (places.get(placeOf(message)) ?? [message]).map(({ id }) => id),
  ]))
}

function placeOf({ parentId, role }: Place): string {
  return `${role} under ${parentId ?? 'nothing'}`
}
