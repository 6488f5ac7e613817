export { telegramClient } from './plugin.ts'
export type { TelegramClientOptions } from './plugin.ts'
export { demoUsers, userById } from './users.ts'
export type { TelegramClientUser } from './users.ts'
