import type { Context } from '../context.ts'
import { readSettings } from '../settings.ts'
import type { TelegramUser } from '../user.ts'
import { upsertUser } from '../user.ts'

/** Who the caller is, what they chose, what they may still use and what there is to choose from. */
export async function me(ctx: Context & { user: TelegramUser }) {
  const row = await upsertUser(ctx.db, ctx.user, ctx.now())
  return {
    user: {
      // Telegram promises at most 52 bits, so the number is exact.
      id: Number(row.id),
      firstName: row.firstName,
      lastName: row.lastName,
      username: row.username,
      languageCode: row.languageCode,
      photoUrl: row.photoUrl,
      isPremium: row.isPremium,
      joinedAt: row.joinedAt,
    },
    settings: readSettings(row.settings),
    limits: await ctx.limits.view(row.id),
    features: {
      ...ctx.features,
      personas: ctx.features.personas.map(({ id, emoji }) => ({ id, emoji })),
    },
  }
}
