import type { Bot } from '@parley/bot'
import type { FastifyBaseLogger } from 'fastify'
import type { Env } from '../env.ts'
import { outgoingProxy } from '../outgoing-proxy.ts'

/**
 * The bot that opens the app, or undefined where there is none; the log says why. `token` is what was configured: the
 * demo's own is nobody's. Only development polls: several servers cannot, and no app opens without an https address.
 */
export async function buildBot(
  env: Env,
  { token, log }: { token: string | undefined, log: FastifyBaseLogger },
): Promise<Bot | undefined> {
  const publicUrl = env.PUBLIC_URL?.startsWith('https:') === true ? env.PUBLIC_URL : undefined
  if (token === undefined) {
    log.info('no BOT_TOKEN: no bot')
    return undefined
  }
  if (publicUrl === undefined && env.NODE_ENV === 'production') {
    log.warn('PUBLIC_URL is no https address: no bot, since it could not open the app')
    return undefined
  }
  // Loaded only where there is a bot: the demo starts sooner without.
  const { createBot } = await import('@parley/bot')
  return createBot({
    token,
    apiRoot: env.BOT_API_BASE_URL,
    environment: env.TELEGRAM_ENVIRONMENT,
    publicUrl,
    proxyEnv: outgoingProxy(env),
    log: log.child({ part: 'bot' }),
  })
}
