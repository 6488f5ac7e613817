import { startBotApiEmulator } from '@parley/emulators'
import type { BotApiEmulatorOptions } from '@parley/emulators'
import { onTestFinished } from 'vitest'
import type { BotOptions } from '../bot.ts'
import { createBot } from '../bot.ts'
import type { BotLog } from '../log.ts'

export const token = '42:bot-secret'

export interface Line {
  level: keyof BotLog
  message: string
  details: object
}

/** A bot and its Telegram; both end with the test. */
export async function house(options: Partial<BotOptions> = {}, telegram: BotApiEmulatorOptions = {}) {
  const emulator = await startBotApiEmulator({ token, ...telegram })
  onTestFinished(() => emulator.close())
  const lines: Line[] = []
  const write = (level: keyof BotLog) => (details: object, message: string) => {
    lines.push({ level, details, message })
  }
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
  const bot = createBot({
    token,
    apiRoot: emulator.url,
    publicUrl: 'https://parley.example.org',
    log,
    backOff: { firstMs: 1, mostMs: 20 },
    ...options,
  })
  onTestFinished(() => bot.stop())
  return { bot, emulator, lines, written: (message: string) => lines.some((line) => line.message === message) }
}

interface Sender {
  language?: string
  name?: string
  chat?: 'private' | 'group'
}

let nextUpdate = 1

/** What Telegram says when somebody writes to the bot. */
export function says(text: string, { language = 'en', name = 'Ada', chat = 'private' }: Sender = {}) {
  const command = /^\/\w+/.exec(text)?.[0]
  return {
    update_id: nextUpdate++,
    message: {
      message_id: 1,
      date: 1,
      chat: { id: 7, type: chat, first_name: name },
      from: { id: 7, is_bot: false, first_name: name, language_code: language },
      text,
      ...(command !== undefined && { entities: [{ type: 'bot_command', offset: 0, length: command.length }] }),
    },
  }
}

interface SentMessage {
  text: string
  reply_markup?: { inline_keyboard: { text: string, web_app: { url: string } }[][] }
}

/** The one button under a message that was sent. */
export const buttonOf = (payload: Record<string, unknown> | undefined) =>
  (payload as unknown as SentMessage | undefined)?.reply_markup?.inline_keyboard[0]?.[0]
