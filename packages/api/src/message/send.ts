import type { SendInput } from '@parley/ai'
import type { Context } from '../context.ts'
import type { TelegramUser } from '../user.ts'
import { askerOf } from '../user.ts'

type UserContext = Context & { user: TelegramUser }

export async function send(ctx: UserContext, input: SendInput) {
  return await admit(ctx, input.replyId, async () => await ctx.assistant.send(await askerOf(ctx.db, ctx.user), input))
}

/**
 * Counts a new reply against the user's limits, but not a repeat: a call whose answer got lost must get the first
 * result, however often it comes. A user's calls are taken one at a time, so that repeats which arrive together see
 * each other.
 */
export async function admit<Result>(ctx: UserContext, replyId: string, start: () => Promise<Result>): Promise<Result> {
  return await ctx.queue.run(String(ctx.user.id), async () => {
    const known = await ctx.db.message.count({ where: { id: replyId, chat: { userId: ctx.user.id } } })
    if (known === 0) await ctx.limits.takeMessage(ctx.user.id)
    return await start()
  })
}
