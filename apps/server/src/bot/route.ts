import type { Bot } from '@parley/bot'
import type { FastifyInstance } from 'fastify'

/** The largest update that is read, bytes: a message is 4,096 characters, and may quote another. */
const BODY_LIMIT = 128 * 1024

const statuses = { taken: 200, repeated: 200, busy: 503, malformed: 400 } as const

/** Where Telegram tells the bot something. Nothing is read from a caller that does not know the secret. */
export function addBot(app: FastifyInstance, bot: Bot): void {
  app.post(bot.webhookPath, {
    bodyLimit: BODY_LIMIT,
    onRequest: async (request, reply) => {
      const secret = request.headers['x-telegram-bot-api-secret-token']
      if (typeof secret !== 'string' || !bot.isFromTelegram(secret)) await reply.code(401).send({ error: 'unauthorized' })
    },
  }, async (request, reply) => {
    const taken = bot.take(request.body)
    return await reply.code(statuses[taken]).send({ status: taken })
  })
}
