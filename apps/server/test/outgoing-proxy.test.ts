import { startBotApiEmulator, startForwardProxy, startGeminiEmulator, startWeatherEmulator } from '@parley/emulators'
import { expect, onTestFinished, test } from 'vitest'
import { startServerProcess } from '../src/testing.ts'
import { createClient } from './reliability/support/client.ts'
import { botToken } from './reliability/support/environment.ts'

/** Ends with the test. */
async function ending<T extends { close: () => Promise<unknown> }>(starting: Promise<T>): Promise<T> {
  const started = await starting
  onTestFinished(async () => void await started.close())
  return started
}

/** A server that can reach nothing by itself: the names of the outside world are known to the proxy alone. */
async function startBehindProxy(more: Record<string, string> = {}) {
  const [gemini, weather, telegram] = await Promise.all([
    ending(startGeminiEmulator()), ending(startWeatherEmulator()), ending(startBotApiEmulator({ token: botToken })),
  ])
  const proxy = await ending(startForwardProxy({ hosts: {
    'gemini.invalid': gemini.url, 'weather.invalid': weather.url, 'telegram.invalid': telegram.url,
  } }))
  const server = await startServerProcess({
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    BOT_TOKEN: botToken,
    BOT_API_BASE_URL: 'http://telegram.invalid',
    PUBLIC_URL: 'https://parley.example.org',
    GEMINI_API_KEY: 'key',
    GEMINI_BASE_URL: 'http://gemini.invalid',
    WEATHER_BASE_URL: 'http://weather.invalid',
    GEOCODING_BASE_URL: 'http://weather.invalid',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.invalid',
    http_proxy: proxy.url,
    ...more,
  })
  onTestFinished(async () => void await server.stop('SIGKILL'))
  return { server, proxy }
}

/** Asks about the weather, and waits for the end of the reply. */
async function askAboutTheWeather(url: string | undefined) {
  const { api } = createClient(url ?? '', 7)
  const { id: chatId } = await api.chat.create.mutate({})
  const ids = { chatId, id: crypto.randomUUID(), replyId: crypto.randomUUID() }
  await api.message.send.mutate({ ...ids, text: 'What is the weather in Paris?' })
  const reply = async () => (await api.message.list.query({ chatId })).items.find(({ id }) => id === ids.replyId)
  await expect.poll(async () => (await reply())?.status, { timeout: 20_000 }).not.toBe('running')
  return reply()
}

test('the model, the weather, Telegram and the collector of traces are asked through the proxy', async () => {
  const { server, proxy } = await startBehindProxy()
  const reply = await askAboutTheWeather(server.url)
  expect(reply?.status).toBe('done')
  expect(reply?.parts).toContainEqual(expect.objectContaining({ type: 'tool', name: 'get_weather', state: 'done' }))
  await expect.poll(() => server.output(), { timeout: 10_000 }).toContain('the bot is set up')
  expect(await server.stop()).toBe(0)
  for (const place of ['gemini.invalid', 'weather.invalid', 'telegram.invalid', 'collector.invalid']) {
    expect(proxy.seen.filter((line) => line.includes(place)), place).not.toEqual([])
  }
})

test('NO_PROXY names what is asked without it', async () => {
  const { server, proxy } = await startBehindProxy({ NO_PROXY: 'gemini.invalid' })
  const reply = await askAboutTheWeather(server.url)
  expect(reply).toMatchObject({ status: 'failed', failure: 'MODEL_UNAVAILABLE' })
  expect(proxy.seen.filter((line) => line.includes('gemini.invalid'))).toEqual([])
})
