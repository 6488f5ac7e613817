import type { Dependencies } from '@parley/api'
import { EXPORT_PATH, openExport } from '@parley/api'
import { create as contentDisposition } from 'content-disposition'
import type { FastifyInstance } from 'fastify'
import { telegramWeb } from './headers.ts'

const [mainClient = ''] = telegramWeb

/**
 * Hands out exports to whoever brings a ticket. Telegram's native clients download by address; its web clients fetch,
 * and need to be let in. https://core.telegram.org/bots/webapps#downloadfileparams
 */
export function addExports(app: FastifyInstance, dependencies: Pick<Dependencies, 'db' | 'exportKey' | 'now'>): void {
  app.get<{ Querystring: Record<string, unknown> }>(EXPORT_PATH, async ({ query, headers }, reply) => {
    const { ticket } = query
    const { origin = mainClient } = headers
    const file = typeof ticket === 'string' ? await openExport(dependencies, ticket) : undefined
    reply.headers({
      'cache-control': 'no-store',
      'access-control-allow-origin': telegramWeb.includes(origin) ? origin : mainClient,
      vary: 'origin',
    })
    if (file === undefined) {
      return await reply.code(404).type('text/plain; charset=utf-8').send('This link has expired. Export again in the app.\n')
    }
    return await reply
      .header('content-disposition', contentDisposition(file.name))
      .type(`${file.mimeType}; charset=utf-8`)
      .send(file.content)
  })
}
