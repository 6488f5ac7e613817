import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The secret with which Telegram vouches for a webhook call. It follows from the token, so that every server knows it
 * and nobody has to configure it; the token does not follow from it.
 * https://core.telegram.org/bots/api#setwebhook
 */
export function webhookSecret(token: string): string {
  return createHmac('sha256', token).update('parley webhook').digest('base64url')
}

/** Whether what came is the secret, without telling by the time it takes how much of it is. */
export function isSecret(secret: string, given: string | undefined): boolean {
  const [expected, actual] = [Buffer.from(secret), Buffer.from(given ?? '')]
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}
