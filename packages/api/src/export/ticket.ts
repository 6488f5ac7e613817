import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** One file that one user may fetch. */
export interface ExportTicket {
  userId: bigint
  /** A chat's active branch, or everything that is stored about the user. */
  what: { chatId: string, format: 'markdown' | 'json' } | 'everything'
}

/** How long a ticket is good for, milliseconds: Telegram asks the user first, and a phone may take a moment. */
export const TICKET_MS = 5 * 60_000

const schema = z.object({
  userId: z.string().regex(/^\d{1,16}$/).transform(BigInt),
  what: z.union([
    z.object({ chatId: z.string(), format: z.enum(['markdown', 'json']) }),
    z.literal('everything'),
  ]),
  expires: z.number(),
})

const sign = (key: Uint8Array, body: string) => createHmac('sha256', key).update(body).digest()

/**
 * Signs a ticket for an address that is fetched by who cannot send initData, such as a client's downloader. Every
 * server that has `key` takes it, as often as it is brought, until it expires: downloaders ask twice.
 */
export function signTicket(
  key: Uint8Array,
  { userId, what }: ExportTicket,
  now: Date,
): { ticket: string, expiresAt: Date } {
  const expiresAt = new Date(now.getTime() + TICKET_MS)
  const fields = { userId: String(userId), what, expires: expiresAt.getTime() }
  const body = Buffer.from(JSON.stringify(fields)).toString('base64url')
  return { ticket: `${body}.${sign(key, body).toString('base64url')}`, expiresAt }
}

/** What a ticket is for; undefined when `key` did not sign it to the letter, or too long ago. */
export function readTicket(key: Uint8Array, ticket: string, now: Date): ExportTicket | undefined {
  const [, body = '', signature = ''] = /^([\w-]{1,600})\.([\w-]{43})$/.exec(ticket) ?? []
  if (body === '') return undefined
  // As text: the last letter of base64url has bits to spare, which would let one ticket have several spellings.
  const expected = Buffer.from(sign(key, body).toString('base64url'))
  if (!timingSafeEqual(expected, Buffer.from(signature))) return undefined
  const { userId, what, expires } = schema.parse(JSON.parse(Buffer.from(body, 'base64url').toString()))
  return now.getTime() < expires ? { userId, what } : undefined
}
