import type { Prisma } from '@parley/db'
import type { ModelUsage } from '../model/port.ts'
import type { Core } from './core.ts'

/** Adds to what a user has used today (UTC): the arguments of an upsert, for a transaction. */
export function usageUpsert(userId: bigint, now: Date, messages: number, usage: ModelUsage): Prisma.UsageDayUpsertArgs {
  const day = now.toISOString().slice(0, 10)
  return {
    where: { userId_day: { userId, day } },
    create: { userId, day, messages, ...usage },
    update: {
      messages: { increment: messages },
      promptTokens: { increment: usage.promptTokens },
      replyTokens: { increment: usage.replyTokens },
      thinkingTokens: { increment: usage.thinkingTokens },
    },
  }
}

/** Counts what a title or a summary has cost. */
export async function addUsage({ db, clock }: Core, userId: bigint, usage: ModelUsage | null): Promise<void> {
  if (usage !== null) await db.usageDay.upsert(usageUpsert(userId, clock(), 0, usage))
}
