import { beforeEach, describe, expect, test } from 'vitest'
import { buttonOf, house, says } from './test/set-up.ts'
import { texts } from './texts.ts'

const encode = (text: string) => Buffer.from(text).toString('base64url')

describe('a bot with an address', () => {
  let telegram: Awaited<ReturnType<typeof house>>
  beforeEach(async () => {
    telegram = await house()
    telegram.bot.start()
    await expect.poll(() => telegram.written('the bot is set up')).toBe(true)
  })

  async function answerTo(update: object) {
    const before = telegram.emulator.journal.calls('sendMessage').length
    expect(telegram.bot.take(update)).toBe('taken')
    await expect.poll(() => telegram.emulator.journal.calls('sendMessage').length).toBe(before + 1)
    const sent = telegram.emulator.journal.calls('sendMessage').at(-1)
    expect(sent?.payload).toMatchObject({ chat_id: 7 })
    return { text: sent?.payload['text'], button: buttonOf(sent?.payload) }
  }

  test('/start opens the app, in the language of who asks', async () => {
    expect(await answerTo(says('/start', { language: 'de', name: 'Zoë 🌙' }))).toEqual({
      text: texts.de.greeting('Zoë 🌙'), button: { text: 'Parley öffnen', web_app: { url: 'https://parley.example.org/' } },
    })
    expect((await answerTo(says('/start', { language: 'pt-br' }))).button?.text).toBe(texts['pt-BR'].open)
    expect((await answerTo(says('/start', { language: 'ja' }))).button?.text).toBe(texts.en.open)
  })

  test('a deep link takes its question into the app as it came', async () => {
    const param = `q_${encode('Wie warm ist es in Köln? 🌡')}`
    const { text, button } = await answerTo(says(`/start ${param}`))
    expect(text).toBe(texts.en.question)
    expect(new URL(button?.web_app.url ?? '').searchParams.get('tgWebAppStartParam')).toBe(param)
  })

  test('a question that is written to the bot is taken along', async () => {
    const { button } = await answerTo(says('طقس القاهرة؟'))
    expect(new URL(button?.web_app.url ?? '').searchParams.get('tgWebAppStartParam')).toBe(`q_${encode('طقس القاهرة؟')}`)
  })

  test.each([
    ['/start q_../../etc/passwd', 'greeting'],
    [`/start q_${'x'.repeat(600)}`, 'greeting'],
    ['/start chat&startapp=x', 'greeting'],
    ['/help', 'help'],
    ['/drop', 'help'],
    ['x'.repeat(4_000), 'help'],
  ] as const)('%s gets a %s, and a button without anything in it', async (said, kind) => {
    const { text, button } = await answerTo(says(said))
    expect(text).toBe(kind === 'help' ? texts.en.help : texts.en.greeting('Ada'))
    expect(button?.web_app.url).toBe('https://parley.example.org/')
  })

  test('a picture gets the help; an update that comes twice gets one answer; a group gets none', async () => {
    const picture = says('')
    await answerTo({ ...picture, message: { ...picture.message, text: undefined, photo: [] } })
    const update = says('/start')
    await answerTo(update)
    expect(telegram.bot.take(update)).toBe('repeated')
    expect(telegram.bot.take(says('/start', { chat: 'group' }))).toBe('taken')
    await answerTo(says('/help'))
    expect(telegram.emulator.journal.calls('sendMessage')).toHaveLength(3)
  })

  test('somebody who blocked the bot troubles nobody, and what they wrote is not logged', async () => {
    telegram.emulator.control.add({
      method: 'sendMessage', times: 1,
      fault: { kind: 'error', code: 403, description: 'Forbidden: bot was blocked by the user' },
    })
    telegram.bot.take(says('my darkest secret'))
    await expect.poll(() => telegram.lines.at(-1)).toMatchObject({ level: 'warn', details: { code: 403 } })
    expect(JSON.stringify(telegram.lines)).not.toMatch(/darkest|Ada/)
    await answerTo(says('/start'))
  })

  test.each([[null], ['x'], [{}], [{ update_id: 'x' }], [{ update_id: 1.5 }], [[]]])('%j is no update', (body) => {
    expect(telegram.bot.take(body)).toBe('malformed')
  })
})

test('before Telegram has said who the bot is, updates are to come again', async () => {
  const { bot } = await house()
  const update = says('/start')
  expect(bot.take(update)).toBe('busy')
})

test('without an address the bot polls, and says why there is no button', async () => {
  const { bot, emulator, written } = await house({ publicUrl: undefined })
  bot.start()
  await expect.poll(() => written('the bot is set up')).toBe(true)
  emulator.send(says('/start'))
  await expect.poll(() => emulator.journal.calls('sendMessage')).toHaveLength(1)
  const payload = emulator.journal.calls('sendMessage')[0]?.payload
  expect(payload?.['text']).toContain(texts.en.closed)
  expect(payload?.['reply_markup']).toBeUndefined()
  await bot.stop()
  expect(emulator.bot.webhookUrl()).toBeUndefined()
})

test('polling leaves the webhook of another server alone', async () => {
  const { bot, emulator, lines } = await house({ publicUrl: undefined })
  const other = await house({ apiRoot: emulator.url })
  other.bot.start()
  await expect.poll(() => emulator.bot.webhookUrl()).toBeDefined()
  bot.start()
  await expect.poll(() => lines.at(-1)).toMatchObject({ level: 'warn', details: { webhook: 'https://parley.example.org' } })
  expect(emulator.journal.calls('deleteWebhook')).toHaveLength(0)
  expect(emulator.journal.calls('getUpdates')).toHaveLength(0)
})
