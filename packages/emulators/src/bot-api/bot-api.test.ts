import { Bot, GrammyError } from 'grammy'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startBotApiEmulator } from './start.ts'
import type { BotApiEmulatorOptions } from './start.ts'

const token = '42:right'
const message = (text: string) => ({
  message: {
    message_id: 1, date: 1, text, chat: { id: 7, type: 'private', first_name: 'Ada' },
    from: { id: 7, is_bot: false, first_name: 'Ada' },
  },
})

async function setUp(options: BotApiEmulatorOptions = {}) {
  const emulator = await startBotApiEmulator({ token, ...options })
  onTestFinished(() => emulator.close())
  const { api } = new Bot(token, { client: { apiRoot: emulator.url } })
  return { emulator, api }
}

async function refusal(call: Promise<unknown>): Promise<string> {
  return await call.then(() => 'accepted', (error: unknown) => {
    if (!(error instanceof GrammyError)) throw error
    return `${error.error_code} ${error.description}`
  })
}

/** A web server that answers with these statuses in turn, then with 200. */
async function startWebhook(...statuses: number[]) {
  const received: { secret: unknown, update: unknown }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const update: unknown = JSON.parse(Buffer.concat(chunks).toString())
      received.push({ secret: request.headers['x-telegram-bot-api-secret-token'], update })
      response.writeHead(statuses.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
}

test('a wrong token and an unknown method are refused as Telegram does', async () => {
  const { emulator } = await setUp()
  const stranger = new Bot('42:wrong', { client: { apiRoot: emulator.url } })
  expect(await refusal(stranger.api.getMe())).toBe('401 Unauthorized')
  const response = await fetch(`${emulator.url}/bot${token}/noSuchMethod`)
  expect([response.status, await response.json()])
    .toEqual([404, { ok: false, error_code: 404, description: 'Not Found' }])
})

test('what has a form is held to it', async () => {
  const { api } = await setUp()
  const button = { inline_keyboard: [[{ text: 'Open', web_app: { url: 'http://parley.example.org' } }]] }
  expect(await refusal(api.sendMessage(7, 'Hi', { reply_markup: button }))).toMatch(/^400 .*Only HTTPS links/)
  expect(await refusal(api.sendMessage(7, ''))).toMatch(/^400 .*text/)
  expect(await refusal(api.setWebhook('http://parley.example.org'))).toMatch(/^400 .*HTTPS/)
  expect(await refusal(api.setWebhook('https://parley.example.org', { secret_token: 'no spaces' }))).toMatch(/^400 .*secret/)
  expect(await refusal(api.setMyCommands([{ command: 'Start', description: 'x' }]))).toMatch(/^400 .*command/)
  expect(await refusal(api.setMyCommands([], { language_code: 'pt-BR' as 'pt' }))).toMatch(/^400 .*language/)
})

test('a webhook gets updates in order with its secret, again until it takes them, and only the kinds it asked for', async () => {
  const webhook = await startWebhook(503, 500)
  const { emulator, api } = await setUp({ resolveWebhook: () => webhook.url, redeliverMs: 1 })
  await api.setWebhook('https://parley.example.org/hook', { secret_token: 's-1', allowed_updates: ['message'] })
  emulator.send({ edited_message: {} })
  const first = emulator.send(message('one'))
  const second = emulator.send(message('two'))
  await expect.poll(() => emulator.journal.deliveries().at(-1)).toEqual({ updateId: second, status: 200 })
  expect(emulator.journal.deliveries().map(({ updateId, status }) => [updateId, status]))
    .toEqual([[first, 503], [first, 500], [first, 200], [second, 200]])
  expect(webhook.received.every(({ secret }) => secret === 's-1')).toBe(true)
  expect((await api.getWebhookInfo()).pending_update_count).toBe(0)
})

test('polling waits for an update, forgets what is confirmed, and does not go with a webhook', async () => {
  const { emulator, api } = await setUp()
  const waiting = api.getUpdates({ timeout: 30 })
  const id = emulator.send(message('one'))
  expect(await waiting).toMatchObject([{ update_id: id, message: { text: 'one' } }])
  expect(await api.getUpdates({ offset: id + 1 })).toEqual([])
  await api.setWebhook('https://parley.example.org/hook')
  expect(await refusal(api.getUpdates())).toMatch(/^409 Conflict: .*webhook is active/)
})

test('the newer of two that poll wins', async () => {
  const { emulator, api } = await setUp()
  const older = refusal(api.getUpdates({ timeout: 30 }))
  await expect.poll(() => emulator.journal.calls('getUpdates').length).toBe(1)
  const newer = api.getUpdates({ timeout: 30 })
  expect(await older).toMatch(/^409 Conflict: terminated by other getUpdates/)
  emulator.send(message('one'))
  expect(await newer).toHaveLength(1)
})

test('faults come as often as they are told to, and the journal holds every call but no token', async () => {
  const { emulator, api } = await setUp()
  emulator.control.add({ method: 'getMe', times: 1, fault: { kind: 'limited', retryAfter: 3 } })
  emulator.control.add({ method: 'getMe', times: 1, fault: { kind: 'reset' } })
  expect(await refusal(api.getMe())).toBe('429 Too Many Requests: retry after 3')
  await expect(api.getMe()).rejects.toThrow('Network request')
  expect((await api.getMe()).username).toBe('parley_test_bot')
  expect(emulator.journal.calls('getMe').map(({ status }) => status)).toEqual([429, null, 200])
  expect(JSON.stringify(emulator.journal.calls())).not.toContain('right')
})
