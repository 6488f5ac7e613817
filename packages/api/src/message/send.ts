import { usageDay } from '@parley/ai'
import type { Asker, SendInput } from '@parley/ai'
import { readCaller } from '@parley/db'
import type { Context } from '../context.ts'
import { readSettings } from '../settings.ts'
import type { TelegramUser } from '../user.ts'
import { toAsker } from '../user.ts'

type UserContext = Context & { user: TelegramUser }

interface Admission extends Pick<Context, 'db' | 'queue' | 'now'>, Partial<Pick<Context, 'requestId'>> {
  user: Pick<TelegramUser, 'id' | 'firstName' | 'languageCode'>
  limits: Pick<Context['limits'], 'takeMessage'>
}

export async function send(ctx: UserContext, input: SendInput) {
  return await admit(ctx, input.replyId, async (asker) => await ctx.assistant.send(asker, input))
}

/**
 * Counts a new reply against the user's limits, but not a repeat: a call whose answer got lost must get the first
 * result, however often it comes. A user's calls are taken one at a time, so that repeats which arrive together see
 * each other. Those that arrive at several servers do not: there, a repeat may be counted too, and one that is refused
 * looks again for what the first has started meanwhile. `start` is told who asks.
 */
export async function admit<Result>(
  { db, queue, now, user, limits, requestId }: Admission,
  replyId: string,
  start: (asker: Asker) => Promise<Result>,
): Promise<Result> {
  return await queue.run(String(user.id), async () => {
    const read = async () => await readCaller(db, { userId: user.id, day: usageDay(now()), replyId })
    const caller = await read()
    if (!caller.isKnown) {
      try {
        await limits.takeMessage(user.id, caller)
      } catch (error) {
        if (!(await read()).isKnown) throw error
      }
    }
    return await start({ ...toAsker(user, readSettings(caller.settings)), requestId })
  })
}
