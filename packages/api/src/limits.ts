import { usageDay } from '@parley/ai'
import type { CallerState, Database } from '@parley/db'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from './errors.ts'

export interface LimitSettings {
  messagesPerMinute: number
  concurrentReplies: number
  /** Prompt, reply and thinking tokens together, for each UTC day. */
  tokensPerDay: number
}

export interface LimitsView {
  messagesPerMinute: { limit: number, left: number }
  concurrentReplies: { limit: number, left: number }
  tokensPerDay: { limit: number, left: number, resetsAt: Date }
}

/** What the database says that a user uses now: `readCaller` reads it. */
export type Used = Pick<CallerState, 'runningReplies' | 'tokens'>

/** What a user may spend, and what is left of it. */
export interface Limits {
  /**
   * Takes one message from the user's allowance, of which the rest is `used`; throws `RATE_LIMITED`,
   * `TOO_MANY_REPLIES` or `BUDGET_SPENT`.
   */
  takeMessage: (userId: bigint, used: Used) => Promise<void>
  view: (userId: bigint) => Promise<LimitsView>
  /** Drops what is counted outside of the database. */
  forget: (userId: bigint) => Promise<void>
}

/** Limits counted over the database's own rows, but for the rate, which `store` counts (in memory by default). */
export function createLimits(
  { db, settings, now, store }: {
    db: Database
    settings: LimitSettings
    now: () => Date
    store?: RateLimiterAbstract
  },
): Limits {
  const rate = store ?? new RateLimiterMemory({ points: settings.messagesPerMinute, duration: 60 })

  const running = async (userId: bigint) => await db.generation.count({ where: { chat: { userId } } })

  async function tokensToday(userId: bigint): Promise<number> {
    const row = await db.usageDay.findUnique({ where: { userId_day: { userId, day: usageDay(now()) } } })
    return row === null ? 0 : row.promptTokens + row.replyTokens + row.thinkingTokens
  }

  return {
    async takeMessage(userId, { runningReplies, tokens }) {
      if (runningReplies >= settings.concurrentReplies) {
        throw new AppError({ reason: 'TOO_MANY_REPLIES', limit: settings.concurrentReplies })
      }
      if (tokens >= settings.tokensPerDay) {
        const retryAfterMs = nextDay(now()).getTime() - now().getTime()
        throw new AppError({ reason: 'BUDGET_SPENT', retryAfterMs, limit: settings.tokensPerDay })
      }
      try {
        await rate.consume(String(userId))
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        const retryAfterMs = Math.max(1, error.msBeforeNext)
        throw new AppError({ reason: 'RATE_LIMITED', retryAfterMs, limit: settings.messagesPerMinute })
      }
    },

    async forget(userId) {
      await rate.delete(String(userId))
    },

    async view(userId) {
      const [spent, replies, tokens] = await Promise.all([
        rate.get(String(userId)), running(userId), tokensToday(userId),
      ])
      const left = (limit: number, used: number) => ({ limit, left: Math.max(0, limit - used) })
      return {
        messagesPerMinute: left(settings.messagesPerMinute, spent?.consumedPoints ?? 0),
        concurrentReplies: left(settings.concurrentReplies, replies),
        tokensPerDay: { ...left(settings.tokensPerDay, tokens), resetsAt: nextDay(now()) },
      }
    },
  }
}

const nextDay = (date: Date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 1))
