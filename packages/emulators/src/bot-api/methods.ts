import { z } from 'zod'
import type { BotAccount } from './account.ts'
import { badRequest, BotApiError } from './error.ts'

const command = z.strictObject({
  command: z.string().regex(/^[a-z0-9_]{1,32}$/),
  description: z.string().min(1).max(256),
})
const language = z.string().regex(/^([a-z]{2})?$/).default('')
const webApp = z.object({ url: z.string() })
const button = z.looseObject({
  text: z.string().min(1),
  web_app: webApp.optional(),
  url: z.string().optional(),
})

const inputs = {
  setMyCommands: z.strictObject({ commands: z.array(command).max(100), language_code: language }),
  getMyCommands: z.strictObject({ language_code: language }),
  setChatMenuButton: z.strictObject({
    menu_button: z.strictObject({
      type: z.string(), text: z.string().optional(), web_app: webApp.optional(),
    }).optional(),
  }),
  setWebhook: z.strictObject({
    url: z.string(),
    secret_token: z.string().regex(/^[\w-]{1,256}$/).optional(),
    allowed_updates: z.array(z.string()).optional(),
    max_connections: z.int().min(1).max(100).optional(),
    drop_pending_updates: z.boolean().optional(),
  }),
  deleteWebhook: z.strictObject({ drop_pending_updates: z.boolean().optional() }),
  getUpdates: z.strictObject({
    offset: z.int().optional(),
    limit: z.int().min(1).max(100).default(100),
    timeout: z.int().min(0).default(0),
    allowed_updates: z.array(z.string()).optional(),
  }),
  sendMessage: z.looseObject({
    chat_id: z.union([z.int(), z.string()]),
    text: z.string().min(1).max(4096),
    reply_markup: z.object({ inline_keyboard: z.array(z.array(button)) }).optional(),
  }),
}

type Method = (account: BotAccount, payload: Record<string, unknown>, signal: AbortSignal) => unknown

/** An address that Telegram takes for a Mini App or a webhook. */
function assertHttps(url: string, otherwise: string): void {
  if (!/^https:\/\/[^/]+\.[^/]+/.test(url)) throw badRequest(otherwise)
}

/** What the emulator can do, by the Bot API's own names. Missing: 404, as of a method that does not exist. */
export const methods: Readonly<Record<string, Method>> = {
  getMe: ({ id, username }) => ({
    id,
    is_bot: true,
    first_name: 'Parley',
    username,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    has_main_web_app: false,
  }),

  setMyCommands: (account, payload) => {
    const { commands, language_code: code } = inputs.setMyCommands.parse(payload)
    account.commands.set(code, commands)
    return true
  },

  getMyCommands: (account, payload) => account.commands.get(inputs.getMyCommands.parse(payload).language_code) ?? [],

  setChatMenuButton: (account, payload) => {
    const { menu_button: menu } = inputs.setChatMenuButton.parse(payload)
    if (menu?.web_app) assertHttps(menu.web_app.url, 'BUTTON_URL_INVALID')
    account.menuButton = menu ?? { type: 'default' }
    return true
  },

  setWebhook: ({ updates }, payload) => {
    const { url, secret_token: secret, allowed_updates: allowed } = inputs.setWebhook.parse(payload)
    if (url !== '') assertHttps(url, 'bad webhook: An HTTPS URL must be provided for webhook')
    updates.setWebhook(url === '' ? null : { url, secret, allowed })
    return true
  },

  getWebhookInfo: ({ updates }) => ({
    url: updates.webhook()?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.pending().length,
  }),

  deleteWebhook: ({ updates }, payload) => {
    inputs.deleteWebhook.parse(payload)
    updates.setWebhook(null)
    return true
  },

  getUpdates: async (account, payload, signal) => {
    const { offset, limit, timeout } = inputs.getUpdates.parse(payload)
    if (account.updates.webhook() !== null) {
      throw new BotApiError(409, 'Conflict: can\'t use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first')
    }
    account.conflict.abort()
    const conflict = new AbortController()
    account.conflict = conflict
    const until = AbortSignal.any([signal, conflict.signal])
    const found = await account.updates.poll({ offset, limit, timeoutMs: timeout * 1000, signal: until })
    if (conflict.signal.aborted) {
      throw new BotApiError(409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running')
    }
    return found
  },

  sendMessage: (account, payload) => {
    const { chat_id: chatId, text, reply_markup: markup } = inputs.sendMessage.parse(payload)
    for (const { web_app: app } of markup?.inline_keyboard.flat() ?? []) {
      if (app) assertHttps(app.url, `inline keyboard button Web App URL '${app.url}' is invalid: Only HTTPS links are allowed`)
    }
    return {
      message_id: account.nextMessageId++,
      date: Math.floor(Date.now() / 1000),
      chat: { id: chatId, type: 'private' },
      text,
    }
  },
}
