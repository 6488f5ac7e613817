import { expect, test } from 'vitest'
import { deriveExportKey } from '../src/export-key.ts'
import { target } from './attacks/test/target.ts'

const server = target()
const chatId = crypto.randomUUID()

async function linkOf(path: 'chat.exportLink' | 'auth.exportLink', input: object, user = 7): Promise<string> {
  const { body } = await server.mutate(path, input, await server.headersOf(user))
  return `${server.url()}${(JSON.parse(body) as { result: { data: { json: { path: string } } } }).result.data.json.path}`
}

test('an export is fetched by its address alone, as a file that nobody keeps', async () => {
  const headers = await server.headersOf(7)
  await server.mutate('chat.create', { id: chatId, title: 'Été à "Rome" / 🌍' }, headers)
  const response = await fetch(await linkOf('chat.exportLink', { id: chatId, format: 'markdown' }))
  expect(response.status).toBe(200)
  expect(await response.text()).toBe('# Été à "Rome" / 🌍\n')
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/markdown; charset=utf-8',
    'content-disposition': `attachment; filename="?t? ? Rome ??.md"; filename*=UTF-8''%C3%89t%C3%A9%20%C3%A0%20Rome%20%F0%9F%8C%8D.md`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining(`default-src 'self'`),
  })
  const everything = await fetch(await linkOf('auth.exportLink', {}))
  expect(everything.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(await everything.json()).toMatchObject({ user: { id: '7' }, chats: [{ id: chatId }] })
})

test('Telegram\'s web clients may fetch it, pages of others may not', async () => {
  const link = await linkOf('auth.exportLink', {})
  const allowed = async (origin?: string) =>
    (await fetch(link, { headers: origin === undefined ? {} : { origin } })).headers.get('access-control-allow-origin')
  expect(await allowed('https://webk.telegram.org')).toBe('https://webk.telegram.org')
  for (const origin of [undefined, 'https://evil.example', 'https://web.telegram.org.evil.example']) {
    expect(await allowed(origin)).toBe('https://web.telegram.org')
  }
})

test('a ticket that is changed, made up or not there opens nothing, and none is in the log', async () => {
  const link = await linkOf('chat.exportLink', { id: chatId, format: 'json' })
  const initData = (await server.headersOf(7))['authorization'] ?? ''
  const others = [
    link.slice(0, -1), `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`, `${link}&ticket=x`, `${server.url()}/export`,
    `${server.url()}/export?ticket=`, `${server.url()}/export?ticket=e30.${'A'.repeat(43)}`,
    `${server.url()}/export?ticket=${encodeURIComponent(initData)}`,
  ]
  for (const other of others) {
    const response = await fetch(other)
    expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store'])
    expect(await response.text()).toMatch(/^This link has expired/)
  }
  expect((await fetch(link, { method: 'POST' })).status).toBe(404)
  expect(server.output()).not.toContain(new URL(link).searchParams.get('ticket'))
})

test('every server of a bot has the same key, and no other has it', () => {
  const hex = (env: Parameters<typeof deriveExportKey>[0]) => Buffer.from(deriveExportKey(env)).toString('hex')
  const key = hex({ BOT_TOKEN: '1:abc', GEMINI_API_KEY: 'x' })
  expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(hex({ BOT_TOKEN: '1:abc', GEMINI_API_KEY: 'y' })).toBe(key)
  expect(hex({ BOT_TOKEN: '1:abd', GEMINI_API_KEY: 'x' })).not.toBe(key)
  expect(hex({ BOT_TOKEN: undefined, GEMINI_API_KEY: 'y' })).not.toBe(hex({ BOT_TOKEN: undefined, GEMINI_API_KEY: 'x' }))
})
