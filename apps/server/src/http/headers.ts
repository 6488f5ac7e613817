import type { FastifyInstance } from 'fastify'

/**
 * Telegram's web clients, the only pages that may show the app in a frame: Web K and Web A under their common address
 * and their own. Other clients have a window of their own for it. https://core.telegram.org/bots/webapps
 */
export const telegramWeb = [
  'https://web.telegram.org', 'https://webk.telegram.org', 'https://weba.telegram.org', 'https://webz.telegram.org',
]

/** Two years, as https://hstspreload.org asks for. */
const HSTS = 'max-age=63072000'

/** Headers that every answer carries. `https`: people reach the server by TLS only. */
export function addSecurityHeaders(app: FastifyInstance, { https }: { https: boolean }): void {
  const policy = [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data: https://t.me https://*.telegram.org`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'self' ${telegramWeb.join(' ')}`,
  ].join('; ')
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      ...(https && { 'strict-transport-security': HSTS }),
    })
  })
}
