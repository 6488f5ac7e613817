import type { SendInput } from '@parley/ai'
import type { Context } from '../context.ts'
import type { TelegramUser } from '../user.ts'
import { askerOf } from '../user.ts'

type UserContext = Context & { user: TelegramUser }

interface Admission extends Pick<Context, 'db' | 'queue'> {
  user: Pick<TelegramUser, 'id'>
  limits: Pick<Context['limits'], 'takeMessage'>
}

export async function send(ctx: UserContext, input: SendInput) {
  return await admit(ctx, input.replyId, async () => await ctx.assistant.send(await askerOf(ctx.db, ctx.user), input))
}

/**
 * Counts a new reply against the user's limits, but not a repeat: a call whose answer got lost must get the first
 * result, however often it comes. A user's calls are taken one at a time, so that repeats which arrive together see
 * each other. Those that arrive at several servers do not: there, a repeat may be counted too, and one that is refused
 * looks again for what the first has started meanwhile.
 */
export async function admit<Result>(ctx: Admission, replyId: string, start: () => Promise<Result>): Promise<Result> {
  return await ctx.queue.run(String(ctx.user.id), async () => {
    const isKnown = async () =>
      await ctx.db.message.count({ where: { id: replyId, chat: { userId: ctx.user.id } } }) > 0
    if (!await isKnown()) {
      try {
        await ctx.limits.takeMessage(ctx.user.id)
      } catch (error) {
        if (!await isKnown()) throw error
      }
    }
    return await start()
  })
}
