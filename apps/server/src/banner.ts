import type { Env } from './env.ts'

/** What a person who started Parley needs to know, in a few lines. `given` is what they configured themselves. */
export function banner({ url, given, demo }: {
  url: string
  given: Pick<Env, 'DATABASE_URL' | 'GEMINI_MODELS' | 'BOT_TOKEN' | 'BOT_ID'>
  /** The model is the demo one. */
  demo: boolean
}): string {
  const missing = [
    ...(given.BOT_TOKEN === undefined && given.BOT_ID === undefined ? ['BOT_TOKEN (from @BotFather)'] : []),
    ...(demo ? ['GEMINI_API_KEY'] : []),
  ]
  const lines = [
    '',
    `  Parley is running at ${url}`,
    '',
    `  As Telegram shows it   ${url}/dev/telegram`,
    `  Model                  ${demo ? 'a demo that runs here, without a key' : given.GEMINI_MODELS[0]}`,
    `  Conversations          ${withoutPassword(given.DATABASE_URL)}`,
    '',
    ...(missing.length > 0
      ? [`  To make it yours: cp .env.example .env, fill in ${missing.join(' and ')}, start again.`, '']
      : []),
  ]
  return `${lines.join('\n')}\n`
}

function withoutPassword(url: string): string {
  return url.replace(/(?<=:\/\/)[^/]*@/, '')
}
