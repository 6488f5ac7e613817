import type { InitDataVerifier } from '@parley/telegram'
import { createInitDataVerifier } from '@parley/telegram'
import type { Env } from './env.ts'

/** Checks initData with the bot's token, or with Telegram's public key when only the bot's id is configured. */
export function buildVerifier(env: Env): InitDataVerifier {
  const window = { maxAgeSeconds: env.INIT_DATA_MAX_AGE_SECONDS, now: Date.now }
  if (env.BOT_TOKEN !== undefined) return createInitDataVerifier({ botToken: env.BOT_TOKEN }, window)
  if (env.BOT_ID === undefined) throw new TypeError('Neither BOT_TOKEN nor BOT_ID is configured')
  return createInitDataVerifier({ botId: env.BOT_ID, environment: env.TELEGRAM_ENVIRONMENT }, window)
}
