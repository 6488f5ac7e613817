import type { ProxyEnv } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { Bot as Grammy } from 'grammy'
import type { Update } from 'grammy/types'
import { addAnswers } from './answers.ts'
import type { Failure } from './failure.ts'
import { toFailure } from './failure.ts'
import type { BotLog } from './log.ts'
import { poll } from './poll.ts'
import { throughProxy } from './proxy.ts'
import type { BackOff } from './retry.ts'
import { keepTrying } from './retry.ts'
import { isSecret, webhookSecret } from './secret.ts'
import { createSeen } from './seen.ts'
import { allowedUpdates, setUp } from './set-up.ts'

/** Below `publicUrl`. */
const webhookPath = '/bot/webhook'

export interface BotOptions {
  /** From BotFather. */
  token: string
  /** Telegram's own when absent. */
  apiRoot?: string | undefined
  environment?: 'production' | 'test' | undefined
  /** The proxy to go through, as Node's agents take it. */
  proxyEnv?: ProxyEnv | undefined
  /** The app's https address. Undefined in development: the bot polls, and can only say that there is no address. */
  publicUrl: string | undefined
  log: BotLog
  /** Default: from a second to five minutes. */
  backOff?: BackOff
}

/** `busy`: Telegram is to try again later. `malformed`: it is no update. */
export type Taken = 'taken' | 'repeated' | 'busy' | 'malformed'

/** The bot that opens the app. */
export interface Bot {
  /** Where the server has to take updates. */
  webhookPath: string
  /** Sets everything up with Telegram, trying again for as long as it takes; returns at once and never throws. */
  start: () => void
  /** Whether a webhook call comes from Telegram: what it has in `X-Telegram-Bot-Api-Secret-Token`. */
  isFromTelegram: (secret: string | undefined) => boolean
  /** Takes an update that came to the webhook; answers it later. */
  take: (update: unknown) => Taken
  /** Ends polling and trying. The webhook stays: another server, or this one soon, takes its updates. */
  stop: () => Promise<void>
}

const REMEMBERED_UPDATES = 1_000
const ANSWERS_AT_ONCE = 100
/** Longer than a long poll, which is 30 seconds. */
const CALL_TIMEOUT_SECONDS = 45
/** Saying goodbye to Telegram is not worth waiting for longer. */
const GOODBYE_MS = 2_000

/** Makes the bot; nothing happens before `start`. */
export function createBot(options: BotOptions): Bot {
  const { token, publicUrl, log, backOff = { firstMs: 1_000, mostMs: 300_000 } } = options
  const bot = new Grammy(token, { client: {
    timeoutSeconds: CALL_TIMEOUT_SECONDS,
    environment: options.environment === 'test' ? 'test' : 'prod',
    ...(options.apiRoot !== undefined && { apiRoot: options.apiRoot }),
    ...(options.proxyEnv && { baseFetchConfig: throughProxy(options.proxyEnv, options.apiRoot) }),
  } })
  const secret = webhookSecret(token)
  const isNew = createSeen(REMEMBERED_UPDATES)
  const stopping = new AbortController()
  const { signal } = stopping
  let answering = 0
  let running = Promise.resolve()

  addAnswers(bot, publicUrl)
  bot.catch((error) => log.warn(toFailure(error), 'the bot could not answer'))

  async function prepare(): Promise<void> {
    bot.botInfo = await bot.api.getMe()
    await setUp(bot.api, { publicUrl, signal })
    if (publicUrl === undefined) return
    await bot.api.setWebhook(new URL(webhookPath, publicUrl).href, {
      secret_token: secret, allowed_updates: allowedUpdates,
    })
  }

  function onFailure(failure: Failure, againInMs: number | null): void {
    if (againInMs === null) log.error(failure, 'Telegram refuses BOT_TOKEN: no bot')
    else log.warn({ ...failure, againInMs }, 'Telegram does not answer the bot')
  }

  async function run(): Promise<void> {
    const trying = { backOff, signal, onFailure }
    if (!await keepTrying(prepare, trying)) return
    log.info({ bot: bot.botInfo.username, by: publicUrl === undefined ? 'polling' : 'webhook' }, 'the bot is set up')
    if (publicUrl === undefined) await keepTrying(() => poll(bot, { signal, log }), trying)
  }

  return {
    webhookPath,
    start: () => {
      running = run()
    },
    isFromTelegram: (given) => isSecret(secret, given),
    take: (update) => {
      if (!isUpdate(update)) return 'malformed'
      if (!bot.isInited() || answering >= ANSWERS_AT_ONCE) return 'busy'
      if (!isNew(update.update_id)) return 'repeated'
      answering++
      void bot.handleUpdate(update)
        .catch((error: unknown) => log.warn(toFailure(error), 'the bot could not answer'))
        .finally(() => answering--)
      return 'taken'
    },
    stop: async () => {
      stopping.abort()
      await Promise.race([running, sleep(GOODBYE_MS, undefined, { ref: false })])
    },
  }
}

/** As much as has to be known here: who sent it has proved to be Telegram. */
function isUpdate(value: unknown): value is Update {
  return typeof value === 'object' && value !== null && 'update_id' in value && Number.isSafeInteger(value.update_id)
}
