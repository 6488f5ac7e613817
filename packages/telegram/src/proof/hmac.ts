import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { checkString } from '../check-string.ts'

const hex = /^[0-9a-f]{64}$/

/** The key that the bot's token stands for: HMAC-SHA-256 of the token under the key "WebAppData". */
export function hmacKey(botToken: string): KeyObject {
  return createSecretKey(createHmac('sha256', 'WebAppData').update(botToken).digest())
}

/** HMAC-SHA-256 over every field but `hash`; `signature` is part of what is signed. */
export function hmacDigest(fields: ReadonlyMap<string, string>, key: KeyObject): Buffer {
  return createHmac('sha256', key).update(checkString(fields, ['hash'])).digest()
}

/** Says whether `hash` was made with this key, in a time that does not depend on how much of it is right. */
export function hasValidHash(fields: ReadonlyMap<string, string>, key: KeyObject): boolean {
  const hash = fields.get('hash')
  if (hash === undefined || !hex.test(hash)) return false
  return timingSafeEqual(Buffer.from(hash, 'hex'), hmacDigest(fields, key))
}
