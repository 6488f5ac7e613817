import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import type { BotAccount } from './account.ts'
import type { BotApiControl } from './faults.ts'
import { createBotApiControl } from './faults.ts'
import type { BotApiJournal } from './journal.ts'
import { createBotApiJournal } from './journal.ts'
import { botApiRoutes } from './routes.ts'
import { createUpdates } from './updates.ts'

export interface BotApiEmulatorOptions {
  /** Any free one when absent or 0. */
  port?: number
  /** Default `127.0.0.1`. */
  host?: string
  /** The one bot's token; another one is answered with 401. */
  token?: string
  /** Default `parley_test_bot`. */
  username?: string
  /** Where a webhook's https address really is: stands in for DNS and TLS. Default: where it says. */
  resolveWebhook?: (url: string) => string
  /** How long a webhook that did not take an update is left alone, milliseconds. */
  redeliverMs?: number
  /** How many calls the journal keeps. */
  journalLimit?: number
}

export interface BotApiEmulator {
  /** For `BOT_API_BASE_URL`. */
  url: string
  journal: BotApiJournal
  control: BotApiControl
  /** What the bot has set up. */
  bot: Pick<BotAccount, 'commands'> & { menuButton: () => unknown, webhookUrl: () => string | undefined }
  /** Tells the bot something, such as `{ message: … }`; gives the update's number, which may be given for a repeat. */
  send: (update: { update_id?: number, [kind: string]: unknown }) => number
  close: () => Promise<void>
}

/**
 * A stand-in for Telegram's Bot API, as far as a bot that opens a Mini App needs it, for one bot. Rejects when the port
 * is taken.
 */
export async function startBotApiEmulator(options: BotApiEmulatorOptions = {}): Promise<BotApiEmulator> {
  const { host = '127.0.0.1', port = 0, token = '42:bot-api-emulator', username = 'parley_test_bot' } = options
  const journal = createBotApiJournal(options.journalLimit ?? 1_000)
  const control = createBotApiControl()
  const updates = createUpdates({
    journal,
    resolve: options.resolveWebhook ?? ((url) => url),
    redeliverMs: options.redeliverMs ?? 50,
  })
  const account: BotAccount = {
    id: Number.parseInt(token, 10),
    username,
    commands: new Map(),
    menuButton: { type: 'default' },
    updates,
    nextMessageId: 1,
    conflict: new AbortController(),
  }
  const server = Fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 500 } })
  botApiRoutes(server, { token, account, journal, control })

  await server.listen({ host, port })
  const address = server.server.address() as AddressInfo
  let nextUpdateId = 1
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    journal,
    control,
    bot: {
      commands: account.commands,
      menuButton: () => account.menuButton,
      webhookUrl: () => updates.webhook()?.url,
    },
    send: (update) => {
      const id = update.update_id ?? nextUpdateId
      nextUpdateId = Math.max(nextUpdateId, id + 1)
      updates.add({ ...update, update_id: id })
      return id
    },
    close: async () => {
      updates.close()
      account.conflict.abort()
      await server.close()
    },
  }
}
