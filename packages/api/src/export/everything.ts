import type { Database } from '@parley/db'

/** Everything that is stored about a user, as plain JSON. What the model was sent stands in `modelContents`. */
export async function exportEverything(db: Database, userId: bigint) {
  const user = await db.user.findUnique({ where: { id: userId }, include: { usage: true } })
  const chats = await db.chat.findMany({
    where: { userId },
    orderBy: { createdAt: 'asc' },
    include: { messages: { orderBy: { createdAt: 'asc' } }, contexts: true, generations: true },
  })
  return { user, chats }
}
