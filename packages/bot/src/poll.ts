import type { Bot } from 'grammy'
import type { BotLog } from './log.ts'
import { allowedUpdates } from './set-up.ts'

/**
 * Asks Telegram for updates until `signal` is aborted. A webhook of another server is left in place: whoever tries
 * something out with the real bot's token must not cut the real server off.
 */
export async function poll(bot: Bot, { signal, log }: { signal: AbortSignal, log: BotLog }): Promise<void> {
  const { url } = await bot.api.getWebhookInfo()
  if (url !== undefined && url !== '') {
    log.warn({ webhook: new URL(url).origin }, 'this bot has a webhook elsewhere, which is left alone: no answers from here')
    return
  }
  signal.addEventListener('abort', () => void bot.stop().catch(() => undefined), { once: true })
  await bot.start({ allowed_updates: allowedUpdates, timeout: 30 })
}
