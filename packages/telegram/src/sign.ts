import type { KeyObject } from 'node:crypto'
import { ed25519Signature } from './proof/ed25519.ts'
import { hmacDigest, hmacKey } from './proof/hmac.ts'

/** Fields to sign, named as Telegram names them: strings go in verbatim, anything else as JSON. */
export type SignableFields = Readonly<Record<string, unknown>>

/**
 * With a token, `hash` is real, and `signature` too when there is a private key. With only an id, `signature` is real
 * and `hash`, which nobody without the token can check, is zeros.
 */
export type SigningKey = { authDate: Date } & (
  | { botToken: string, privateKey?: KeyObject }
  | { botId: number, privateKey: KeyObject }
)

/**
 * Launch data as Telegram would sign it, for tests, development and the demo. Like real clients' data it always
 * carries both `hash` and `signature`; the one that cannot be made is zeros.
 */
export function signInitData(fields: SignableFields, key: SigningKey): string {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  const signed = new Map(entries.map(([name, value]) => [name, typeof value === 'string' ? value : toJson(value)]))
  signed.set('auth_date', String(Math.floor(key.authDate.getTime() / 1000)))
  if (key.privateKey) signed.set('signature', ed25519Signature(signed, botIdOf(key), key.privateKey))
  else if (!signed.has('signature')) signed.set('signature', Buffer.alloc(64).toString('base64url'))
  const hash = 'botToken' in key ? hmacDigest(signed, hmacKey(key.botToken)) : Buffer.alloc(32)
  signed.set('hash', hash.toString('hex'))
  return [...signed].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
}

function botIdOf(key: SigningKey): number {
  return 'botId' in key ? key.botId : Number.parseInt(key.botToken, 10)
}

/** Telegram's ids have at most 52 bits, so a bigint among them is exact as a number. */
function toJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner))
}
