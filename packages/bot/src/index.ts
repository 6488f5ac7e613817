export type { Bot, BotOptions, Taken } from './bot.ts'
export type { BotLog } from './log.ts'
export { createBot } from './bot.ts'
export type { BackOff } from './retry.ts'
