export type { Bot, BotLog, BotOptions, Taken } from './bot.ts'
export { createBot } from './bot.ts'
export type { BackOff } from './retry.ts'
