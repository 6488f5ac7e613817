/** The bot of these tests: servers trust it, clients sign with it. */
export const botToken = '42:reliability'

/** A server's environment, against this emulator, with limits that are not what is tested. */
export function environment(geminiUrl: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    NODE_ENV: 'test',
    PORT: '0',
    LOG_LEVEL: 'fatal',
    BOT_TOKEN: botToken,
    GEMINI_API_KEY: 'key',
    GEMINI_BASE_URL: geminiUrl,
    RATE_LIMIT_MESSAGES_PER_MINUTE: '1000000',
    CONCURRENT_REPLIES_PER_USER: '1000',
    TOKENS_PER_USER_PER_DAY: '1000000000000',
    STREAMS_PER_USER: '100000',
    CONNECTIONS_PER_ADDRESS: '100000',
    ...more,
  }
}
