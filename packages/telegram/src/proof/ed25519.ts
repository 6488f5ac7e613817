import { createPublicKey, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { checkString } from '../check-string.ts'

/** Which of Telegram's two worlds signs: the one people use, or the one for testing. */
export type TelegramEnvironment = 'production' | 'test'

/**
 * Telegram's Ed25519 public keys, in hex.
 * https://core.telegram.org/bots/webapps#validating-data-for-third-party-use
 */
export const telegramPublicKeys: Readonly<Record<TelegramEnvironment, string>> = {
  production: 'e7bf03a2fa4602af4580703d88dda5bb59f32ed8b02a56c187fe7d34caed242d',
  test: '40055058a4ee38156a06562e52eece92a771bcd8346a8c4615cb7376eddf72ec',
}

/** An Ed25519 public key from its 32 bytes in hex. @throws {TypeError} for anything else. */
export function ed25519PublicKey(hex: string): KeyObject {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new TypeError('An Ed25519 public key is 64 hex digits')
  const x = Buffer.from(hex, 'hex').toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}

/** The Ed25519 signature of every field but `hash` and `signature`, for this bot: unpadded base64url. */
export function ed25519Signature(fields: ReadonlyMap<string, string>, botId: number, privateKey: KeyObject): string {
  return sign(null, signedBytes(fields, botId), privateKey).toString('base64url')
}

/** Says whether `signature` was made by the holder of the private key for this bot. */
export function hasValidSignature(fields: ReadonlyMap<string, string>, botId: number, publicKey: KeyObject): boolean {
  const text = fields.get('signature') ?? ''
  const signature = Buffer.from(text, 'base64url')
  // The last of 86 letters has four bits to spare: without this, sixteen spellings would be one signature.
  if (signature.length !== 64 || signature.toString('base64url') !== text) return false
  return verify(null, signedBytes(fields, botId), publicKey, signature)
}

function signedBytes(fields: ReadonlyMap<string, string>, botId: number): Buffer {
  return Buffer.from(`${botId}:WebAppData\n${checkString(fields, ['hash', 'signature'])}`)
}
