export type { Bot, BotLog, BotOptions, Taken } from './bot.ts'
export { createBot, webhookPath } from './bot.ts'
export type { BackOff } from './retry.ts'
