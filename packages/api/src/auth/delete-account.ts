import type { Context } from '../context.ts'

/** Ends what runs for the user, and removes every row and every cached key that there is of them. */
export async function deleteAccount(
  { db, assistant, limits }: Pick<Context, 'db' | 'assistant' | 'limits'>,
  userId: bigint,
): Promise<void> {
  const chats = await db.chat.findMany({
    where: { userId },
    select: { id: true, generations: { select: { replyId: true } } },
  })
  const running = chats.flatMap(({ generations }) => generations)
  await Promise.all(running.map(({ replyId }) => assistant.stop({ userId }, { id: replyId })))
  await db.user.deleteMany({ where: { id: userId } })
  await assistant.forget(chats.map(({ id }) => id))
  await limits.forget(userId)
}
