import { expect, test } from 'vitest'
import { webhookSecret } from './secret.ts'
import { house, token } from './test/set-up.ts'
import { texts } from './texts.ts'

const ready = 'the bot is set up'

test('commands in ten languages, the menu button and the webhook are set up, twice to the same effect', async () => {
  const { bot, emulator, written, lines } = await house()
  bot.start()
  await expect.poll(() => written(ready)).toBe(true)
  const state = () => ({
    commands: Object.fromEntries(emulator.bot.commands),
    menu: emulator.bot.menuButton(),
    webhook: emulator.bot.webhookUrl(),
  })
  const first = state()
  expect(Object.keys(first.commands).sort()).toEqual(['', 'ar', 'bn', 'de', 'en', 'es', 'fa', 'hi', 'pt', 'ru', 'uk'])
  expect(first.commands['ar']).toEqual([
    { command: 'start', description: texts.ar.commands.start }, { command: 'help', description: texts.ar.commands.help },
  ])
  expect(first.menu).toEqual({ type: 'web_app', text: 'Parley', web_app: { url: 'https://parley.example.org/' } })
  expect(first.webhook).toBe('https://parley.example.org/bot/webhook')
  expect(emulator.journal.calls('setWebhook')[0]?.payload)
    .toEqual({ url: first.webhook, secret_token: webhookSecret(token), allowed_updates: ['message'] })

  bot.start()
  await expect.poll(() => lines.filter(({ message }) => message === ready)).toHaveLength(2)
  expect(state()).toEqual(first)
})

test('a Telegram that cannot be reached, is busy or broken is asked again, and the log has no token', async () => {
  const { bot, emulator, written, lines } = await house()
  emulator.control.add({ method: 'getMe', times: 2, fault: { kind: 'reset' } })
  emulator.control.add({ method: 'getMe', times: 1, fault: { kind: 'error', code: 502, description: 'Bad Gateway' } })
  emulator.control.add({ method: 'setMyCommands', times: 1, fault: { kind: 'limited', retryAfter: 1 } })
  bot.start()
  await expect.poll(() => written(ready), { timeout: 10_000 }).toBe(true)
  const troubles = lines.filter(({ level }) => level === 'warn')
  expect(troubles.map(({ details }) => details)).toMatchObject([
    { code: 0, againInMs: 1 }, { code: 0, againInMs: 2 }, { code: 502, againInMs: 4 }, { code: 429, againInMs: 1_000 },
  ])
  expect(JSON.stringify(lines)).not.toMatch(/bot-secret|127\.0\.0\.1/)
})

test('a token that is none is not tried again', async () => {
  const { bot, emulator, lines } = await house({}, { token: '42:another' })
  bot.start()
  await expect.poll(() => lines).toMatchObject([{ level: 'error', details: { code: 401 } }])
  await bot.stop()
  expect(emulator.journal.calls()).toHaveLength(1)
})

test('stopping ends the trying', async () => {
  const { bot, emulator, lines } = await house({ backOff: { firstMs: 60_000, mostMs: 60_000 } })
  emulator.control.add({ fault: { kind: 'reset' } })
  bot.start()
  await expect.poll(() => lines).toHaveLength(1)
  await bot.stop()
  expect(emulator.journal.calls()).toHaveLength(1)
})

test('the test environment has its own address', async () => {
  const { bot, emulator, written } = await house({ environment: 'test' })
  bot.start()
  await expect.poll(() => written(ready)).toBe(true)
  expect(emulator.journal.calls('getMe')).toHaveLength(1)
})
