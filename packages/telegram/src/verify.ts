import { InitDataError } from './errors.ts'
import { parseFields } from './init-data.ts'
import type { InitData } from './init-data.ts'
import { ed25519PublicKey, hasValidSignature, telegramPublicKeys } from './proof/ed25519.ts'
import type { TelegramEnvironment } from './proof/ed25519.ts'
import { hasValidHash, hmacKey } from './proof/hmac.ts'
import { parseQuery } from './query.ts'

/**
 * What launch data is checked against: the bot's token (`hash`), or only its id (`signature`, made by Telegram itself),
 * so that the server holds no secret. `publicKey` (hex) replaces Telegram's in tests and development.
 */
export type InitDataTrust
  = | { botToken: string }
    | { botId: number, environment: TelegramEnvironment, publicKey?: string }

export interface InitDataWindow {
  /** Data signed longer ago than this is EXPIRED. */
  maxAgeSeconds: number
  /** The current time in milliseconds. */
  now: () => number
  /** How far Telegram's clock may be ahead of this one; 60 when absent. */
  futureSkewSeconds?: number
}

/** Verifies and parses raw launch data. @throws {InitDataError} and nothing else. */
export type InitDataVerifier = (raw: string | undefined) => InitData

/**
 * Makes a verifier; keys are prepared here, once.
 * @throws {TypeError} for an empty token, an id that is not a bot's, a malformed key or window.
 */
export function createInitDataVerifier(trust: InitDataTrust, window: InitDataWindow): InitDataVerifier {
  const { maxAgeSeconds, now, futureSkewSeconds = 60 } = window
  if (!(maxAgeSeconds > 0) || !(futureSkewSeconds >= 0)) throw new TypeError('The window of accepted ages is empty')
  const isGenuine = createProof(trust)

  return (raw) => {
    const fields = parseQuery(raw)
    // Nothing inside the data, its age included, is believed before this.
    if (!isGenuine(fields)) throw new InitDataError('INVALID', 'Launch data is not signed for this bot')
    const initData = parseFields(fields)
    const ageSeconds = (now() - initData.authDate.getTime()) / 1000
    // Written so that a clock that says NaN lets nothing in.
    if (!(ageSeconds <= maxAgeSeconds)) throw new InitDataError('EXPIRED', 'Launch data is too old')
    if (ageSeconds < -futureSkewSeconds) throw new InitDataError('INVALID', 'Launch data is from the future')
    return initData
  }
}

function createProof(trust: InitDataTrust): (fields: ReadonlyMap<string, string>) => boolean {
  if ('botToken' in trust) {
    if (trust.botToken === '') throw new TypeError('The bot token is empty')
    const key = hmacKey(trust.botToken)
    return (fields) => hasValidHash(fields, key)
  }
  const { botId, environment, publicKey = telegramPublicKeys[environment] } = trust
  if (!Number.isSafeInteger(botId) || botId <= 0) throw new TypeError('The bot id is not a positive integer')
  const key = ed25519PublicKey(publicKey)
  return (fields) => hasValidSignature(fields, botId, key)
}
