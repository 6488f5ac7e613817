/** What is told to whoever runs the server. Never a token, a name or a text. */
export type BotLog = Record<'debug' | 'info' | 'warn' | 'error', (details: object, message: string) => void>
