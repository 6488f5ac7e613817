import type { Asker } from '@parley/ai'
import type { Database } from '@parley/db'
import type { InitData } from '@parley/telegram'
import type { Settings } from './settings.ts'

export type TelegramUser = InitData['user']

/** Stores what Telegram says of the user now; the time they joined stays. */
export async function upsertUser(db: Database, user: TelegramUser, now: Date) {
  const profile = {
    firstName: user.firstName,
    lastName: user.lastName ?? null,
    username: user.username ?? null,
    languageCode: user.languageCode ?? null,
    photoUrl: user.photoUrl ?? null,
    isPremium: user.isPremium ?? false,
    seenAt: now,
  }
  return await db.user.upsert({
    where: { id: user.id },
    create: { id: user.id, joinedAt: now, ...profile },
    update: profile,
  })
}

/** The caller as the assistant needs to know them. */
export function toAsker(user: Pick<TelegramUser, 'id' | 'firstName' | 'languageCode'>, settings: Settings): Asker {
  return {
    userId: user.id,
    firstName: user.firstName,
    language: settings.language ?? user.languageCode ?? 'en',
    units: settings.units,
  }
}
