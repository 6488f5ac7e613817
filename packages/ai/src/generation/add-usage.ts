import type { ModelUsage } from '../model/port.ts'
import type { Core } from './core.ts'

/** The UTC day that usage is counted on, `YYYY-MM-DD`. */
export const usageDay = (now: Date): string => now.toISOString().slice(0, 10)

/** Counts what a title or a summary has cost. */
export async function addUsage({ db, clock }: Core, userId: bigint, usage: ModelUsage | null): Promise<void> {
  if (usage === null) return
  const { promptTokens, replyTokens, thinkingTokens } = usage
  const day = usageDay(clock())
  await db.usageDay.upsert({
    where: { userId_day: { userId, day } },
    create: { userId, day, ...usage },
    update: {
      promptTokens: { increment: promptTokens },
      replyTokens: { increment: replyTokens },
      thinkingTokens: { increment: thinkingTokens },
    },
  })
}
