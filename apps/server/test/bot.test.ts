import { readdirSync } from 'node:fs'
import { startBotApiEmulator } from '@parley/emulators'
import type { BotApiEmulatorOptions } from '@parley/emulators'
import { expect, onTestFinished, test } from 'vitest'
import { startServerProcess } from '../src/testing.ts'

const token = '42:bot-secret'
const say = (text: string, updateId?: number) => ({
  ...(updateId !== undefined && { update_id: updateId }),
  message: {
    message_id: 1, date: 1, text, chat: { id: 7, type: 'private', first_name: 'Ada' },
    from: { id: 7, is_bot: false, first_name: 'Ada', language_code: 'es' },
    entities: [{ type: 'bot_command', offset: 0, length: 6 }],
  },
})

/** A production server with its bot, and a Telegram that delivers to it. */
async function startBoth(telegram: BotApiEmulatorOptions = {}, env: Record<string, string> = {}) {
  let local = ''
  const emulator = await startBotApiEmulator({
    token, redeliverMs: 10, resolveWebhook: (url) => `${local}${new URL(url).pathname}`, ...telegram,
  })
  onTestFinished(() => emulator.close())
  const server = await startServerProcess({
    NODE_ENV: 'production', HOST: '127.0.0.1', PUBLIC_URL: 'https://parley.example.org',
    BOT_TOKEN: token, GEMINI_API_KEY: 'key', BOT_API_BASE_URL: emulator.url, ...env,
  })
  onTestFinished(async () => {
    await server.stop('SIGKILL')
  })
  local = server.url ?? ''
  return { emulator, server }
}

const inTime = { timeout: 60_000 }

/** As the app's folder of texts has them; the Bot API knows no regions. */
const languagesOfTheApp = readdirSync(new URL('../../web/src/i18n/', import.meta.url))
  .flatMap((name) => /^([a-z]{2})(?:-[a-z]{2})?\.ts$/.exec(name)?.[1] ?? [])

test('a person who writes /start to the bot gets a button that opens the app', inTime, async () => {
  const { emulator, server } = await startBoth()
  await expect.poll(() => emulator.bot.webhookUrl(), inTime).toBe('https://parley.example.org/bot/webhook')
  expect([...emulator.bot.commands.keys()].filter((code) => code !== '').sort()).toEqual(languagesOfTheApp.sort())
  emulator.send(say('/start', 7))
  await expect.poll(() => emulator.journal.calls('sendMessage'), inTime).toHaveLength(1)
  expect(emulator.journal.calls('sendMessage')[0]?.payload['reply_markup']).toMatchObject({
    inline_keyboard: [[{ text: 'Abrir Parley', web_app: { url: 'https://parley.example.org/' } }]],
  })
  emulator.send(say('/start', 7))
  await expect.poll(() => emulator.journal.deliveries().map(({ status }) => status), inTime).toEqual([200, 200])
  expect(emulator.journal.calls('sendMessage')).toHaveLength(1)
  expect(await server.stop()).toBe(0)
  expect(server.output()).toContain('the bot is set up')
  expect(server.output()).not.toContain('bot-secret')
})

test('only Telegram, who knows the secret, gets a word in', inTime, async () => {
  const { emulator, server } = await startBoth()
  await expect.poll(() => emulator.journal.calls('setWebhook'), inTime).toHaveLength(1)
  const secret = String(emulator.journal.calls('setWebhook')[0]?.payload['secret_token'])
  const post = async (headers: Record<string, string>, body = JSON.stringify(say('/start', 9))) => {
    const response = await fetch(`${server.url}/bot/webhook`, {
      method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body,
    })
    return response.status
  }
  const name = 'x-telegram-bot-api-secret-token'
  expect(await post({})).toBe(401)
  expect(await post({ [name]: `${secret}x` })).toBe(401)
  expect(await post({ [name]: secret.slice(0, -1) })).toBe(401)
  expect(await post({ [name]: token })).toBe(401)
  expect(await post({ [name]: secret }, '{"update_id":')).toBe(400)
  expect(await post({ [name]: secret }, '{"text":"no update"}')).toBe(400)
  expect(await post({ [name]: secret }, `{"__proto__":{"polluted":true},"update_id":9}`)).toBe(400)
  expect(await post({ [name]: secret }, JSON.stringify({ text: 'x'.repeat(200_000) }))).toBe(413)
  expect(emulator.journal.calls('sendMessage')).toHaveLength(0)
  expect(await post({ [name]: secret })).toBe(200)
  await expect.poll(() => emulator.journal.calls('sendMessage'), inTime).toHaveLength(1)
})

test('a Telegram that is away stops nothing; the bot is set up once it is back', inTime, async () => {
  const { emulator, server } = await startBoth()
  const { port } = new URL(emulator.url)
  await expect.poll(() => emulator.bot.webhookUrl(), inTime).toBeDefined()
  await emulator.close()
  const second = await startServerProcess({
    NODE_ENV: 'production', HOST: '127.0.0.1', PUBLIC_URL: 'https://parley.example.org',
    BOT_TOKEN: token, GEMINI_API_KEY: 'key', BOT_API_BASE_URL: emulator.url,
  })
  onTestFinished(async () => {
    await second.stop('SIGKILL')
  })
  await expect.poll(() => second.output(), inTime).toContain('Telegram does not answer the bot')
  for (const { url } of [server, second]) expect((await fetch(`${url}/readyz`)).status).toBe(200)
  expect(second.output()).not.toContain('bot-secret')
  const back = await startBotApiEmulator({ token, port: Number(port) })
  onTestFinished(() => back.close())
  await expect.poll(() => back.bot.webhookUrl(), inTime).toBeDefined()
})

test.each([
  ['a bot\'s id alone', { BOT_TOKEN: '', BOT_ID: '42' }, 'no BOT_TOKEN: no bot'],
  ['an address that Telegram does not open', { PUBLIC_URL: 'http://parley.example.org' }, 'PUBLIC_URL is no https address'],
])('with %s there is no bot, and the log says so', inTime, async (_name, env, reason) => {
  const { emulator, server } = await startBoth({}, env)
  expect(server.output()).toContain(reason)
  expect((await fetch(`${server.url}/bot/webhook`, { method: 'POST' })).status).toBe(404)
  expect(emulator.journal.calls()).toEqual([])
})

test('the demo has no bot', inTime, async () => {
  const emulator = await startBotApiEmulator()
  onTestFinished(() => emulator.close())
  const server = await startServerProcess({ BOT_API_BASE_URL: emulator.url, LOG_LEVEL: 'info' })
  onTestFinished(async () => {
    await server.stop('SIGKILL')
  })
  expect(server.output()).toContain('no BOT_TOKEN: no bot')
  expect(emulator.journal.calls()).toEqual([])
})

test('development without an https address polls', inTime, async () => {
  const { emulator } = await startBoth({}, { NODE_ENV: 'development', PUBLIC_URL: '' })
  await expect.poll(() => emulator.journal.calls('getUpdates').length, inTime).toBeGreaterThan(0)
  emulator.send(say('/start'))
  await expect.poll(() => emulator.journal.calls('sendMessage'), inTime).toHaveLength(1)
})
