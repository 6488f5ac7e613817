import type { FastifyInstance } from 'fastify'

/** Telegram's web clients, the only pages that may show the app in a frame. https://core.telegram.org/bots/webapps */
const telegramWeb = ['https://web.telegram.org', 'https://*.web.telegram.org', 'https://webk.telegram.org', 'https://webz.telegram.org']

/** Headers that every answer carries. `connect` are further origins that the app may call. */
export function addSecurityHeaders(app: FastifyInstance, { connect = [] }: { connect?: string[] } = {}): void {
  const policy = [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: https://t.me https://*.telegram.org`,
    `connect-src ${['\'self\'', ...connect].join(' ')}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'self' ${telegramWeb.join(' ')}`,
  ].join('; ')
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    })
  })
}
