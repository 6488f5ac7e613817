import { AppError } from '@parley/api'
import type { FastifyInstance } from 'fastify'

/**
 * How slow a client may be and how much it may say, before anything of Parley's runs. Streams are answers, which no
 * timeout here ends.
 */
export const connectionLimits = {
  /** For a whole request, body included. */
  requestTimeout: 30_000,
  /** Longer than the 60 s for which nginx keeps an idle connection, so that it is never closed under a request. */
  keepAliveTimeout: 72_000,
  http: {
    headersTimeout: 10_000,
    /** How often slow clients are looked for: the two timeouts are exact to this. */
    connectionsCheckingInterval: 2_000,
    /** initData is up to 4 KiB, and a batch of reads is in the address. */
    maxHeaderSize: 16 * 1024,
  },
} as const

/** The most calls in one request. A screen of the app makes a handful. */
export const MAX_BATCH = 30

const loopback = /^(127\.|::1$|::ffff:127\.)/

/**
 * Lets each address have at most `perAddress` requests under way, open streams among them; one more gets a typed 429.
 * This machine itself is not limited: a proxy on it speaks for everybody.
 */
export function limitAddresses(app: FastifyInstance, { perAddress }: { perAddress: number }): void {
  const open = new Map<string, number>()
  app.addHook('onRequest', async ({ ip }, reply) => {
    if (loopback.test(ip)) return
    const before = open.get(ip) ?? 0
    if (before >= perAddress) {
      reply.header('retry-after', '1')
      throw new AppError({ reason: 'RATE_LIMITED', retryAfterMs: 1_000, limit: perAddress })
    }
    open.set(ip, before + 1)
    reply.raw.once('close', () => {
      const left = (open.get(ip) ?? 1) - 1
      if (left === 0) open.delete(ip)
      else open.set(ip, left)
    })
  })
}
