import { telegramClient } from '@parley/emulators/telegram-client'
import { signInitData } from '@parley/telegram'
import type { FastifyInstance } from 'fastify'
import { isFromThisMachine } from './loopback.ts'

/**
 * `/dev/telegram` and `/dev/init-data`, which vouches for anybody. To a caller from elsewhere they do not exist.
 */
export async function addDevelopmentRoutes(app: FastifyInstance, { botToken }: { botToken: string }): Promise<void> {
  await app.register(async (dev) => {
    dev.addHook('onRequest', async (request, reply) => {
      if (!isFromThisMachine(request)) await reply.code(404).send({ error: 'not found' })
    })
    await dev.register(telegramClient, {
      appUrl: '/',
      initData: (user, startParam) =>
        signInitData({ user, ...(startParam && { start_param: startParam }) }, { botToken, authDate: new Date() }),
    })
  })
}
