import { hash } from 'node:crypto'
import type { InitData, InitDataTrust, InitDataVerifier } from '@parley/telegram'
import { createInitDataVerifier } from '@parley/telegram'
import type { Env } from './env.ts'

/** Launches whose proof is remembered; about a kilobyte each. */
const REMEMBERED = 10_000

/** Checks initData with the bot's token, or with Telegram's public key when only the bot's id is configured. */
export function buildVerifier(env: Env): InitDataVerifier {
  const window = { maxAgeSeconds: env.INIT_DATA_MAX_AGE_SECONDS, now: Date.now }
  return remembering(createInitDataVerifier(trustOf(env), window), window)
}

function trustOf({ BOT_TOKEN, BOT_ID, TELEGRAM_ENVIRONMENT }: Env): InitDataTrust {
  if (BOT_TOKEN !== undefined) return { botToken: BOT_TOKEN }
  if (BOT_ID === undefined) throw new TypeError('Neither BOT_TOKEN nor BOT_ID is configured')
  return { botId: BOT_ID, environment: TELEGRAM_ENVIRONMENT }
}

/**
 * Verifies the same launch data once for as long as it is young enough: it comes with every call. Only what was
 * verified is remembered, under the SHA-256 of all of it, and the one longest unused is forgotten past `most`.
 */
export function remembering(
  verify: InitDataVerifier,
  { maxAgeSeconds, now, most = REMEMBERED }: { maxAgeSeconds: number, now: () => number, most?: number },
): InitDataVerifier {
  /** Least recently used first. */
  const known = new Map<string, InitData>()

  return (raw) => {
    if (raw === undefined) return verify(raw)
    const key = hash('sha256', raw, 'base64')
    const before = known.get(key)
    known.delete(key)
    const ageSeconds = before && (now() - before.authDate.getTime()) / 1000
    const isFresh = ageSeconds !== undefined && ageSeconds >= 0 && ageSeconds <= maxAgeSeconds
    // What has become too old, or is from the future by a clock that was put back, is refused in the verifier's words.
    const initData = isFresh && before ? before : verify(raw)
    known.set(key, initData)
    const [oldest] = known.size > most ? known.keys() : []
    if (oldest !== undefined) known.delete(oldest)
    return initData
  }
}
