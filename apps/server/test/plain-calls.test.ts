import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { ServerProcess } from '../src/testing.ts'
import { startServerProcess } from '../src/testing.ts'

let server: ServerProcess
let authorization: string
const [chatId, other, nobody] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]

beforeAll(async () => {
  server = await startServerProcess({ CORS_ALLOWED_ORIGINS: 'https://app.example.org' })
  authorization = `tma ${await (await fetch(`${server.url}/dev/init-data?user=1`)).text()}`
  for (const id of [chatId, other]) await ask(`chat.create`, { method: 'POST', body: json({ id, title: 'x "y" ü' }) })
  const [id, replyId] = [crypto.randomUUID(), crypto.randomUUID()]
  await ask('message.send', { method: 'POST', body: json({ chatId, id, replyId, text: 'a "b" \\ ü\n👋' }) })
  await vi.waitFor(async () => {
    const { body } = await ask(`message.list?${input(json({ chatId }))}`)
    expect(body).toMatch(/^(?!.*"running").*"createdAt"/)
  }, { timeout: 20_000, interval: 100 })
})
afterAll(async () => {
  await server.stop()
})

const json = (input: unknown): string => JSON.stringify({ json: input })
const input = (text: string): string => `input=${encodeURIComponent(text)}`

async function ask(path: string, { headers, ...init }: RequestInit = {}) {
  const type = init.method === 'POST' ? { 'content-type': 'application/json' } : {}
  const response = await fetch(`${server.url}/trpc/${path}`, {
    ...init, headers: { authorization, ...type, ...(headers as Record<string, string> | undefined) },
  })
  const { status, headers: answered } = response
  // Fastify adds the charset to a text, which JSON needs none of.
  const mediaType = answered.get('content-type')?.split(';')[0]
  return { status, mediaType, vary: answered.get('vary'), body: await response.text() }
}

/** tRPC's own adapter takes every request that says how it is to be answered. */
const asAdapter = (path: string, init: RequestInit = {}) =>
  ask(path, { ...init, headers: { ...(init.headers as Record<string, string>), 'trpc-accept': 'application/json' } })

const reads = `chat.get,chat.list,message.list?batch=1`
const post = (body?: string, headers = {}): RequestInit => ({ method: 'POST', ...(body !== undefined && { body }), headers })

test.each<[string, number, string, RequestInit?]>([
  ['a query without input', 200, 'chat.list'],
  ['a query', 200, `message.list?${input(json({ chatId }))}`],
  ['a batch of one', 200, `chat.get?batch=1&${input(`{"0":${json({ id: chatId })}}`)}`],
  ['a batch', 200, `${reads}&${input(`{"0":${json({ id: chatId })},"2":${json({ chatId })}}`)}`],
  ['a batch of which some fail', 207, `${reads}&${input(`{"0":${json({ id: nobody })},"2":${json({ chatId: 1 })}}`)}`],
  ['what is not there', 404, `chat.get?${input(json({ id: nobody }))}`],
  ['no initData', 401, 'chat.list', { headers: { authorization: '' } }],
  ['input that breaks its rules', 400, `message.list?${input(json({ chatId: 'x', limit: 0 }))}`],
  ['input that is missing', 400, 'message.list'],
  ['input that is no JSON', 400, `message.list?${input('{')}`],
  ['input that is no UTF-8', 400, 'message.list?input=%E0%A4%A'],
  ['input that is nothing of superjson\'s', 400, `message.list?${input('7')}`],
  ['input that names a prototype', 400, `chat.list?${input('{"json":{"__proto__":{"limit":1}}}')}`],
  ['inputs of a batch that are no object', 400, `${reads}&${input('7')}`],
  ['two inputs', 200, `chat.list?${input(json({ limit: 1 }))}&${input(json({ limit: 0 }))}`],
  ['another content type', 200, 'chat.list', { headers: { 'content-type': 'text/plain' } }],
  ['no such procedure', 404, 'chat.nothing'],
  ['a name that every object has', 404, 'constructor'],
  ['a query and a mutation together', 400, `chat.list,chat.create?batch=1`],
  ['too many calls', 400, `${Array.from({ length: 31 }, () => 'chat.list').join()}?batch=1`],
  ['a mutation that is read', 405, `chat.delete?${input(json({ id: other }))}`],
  ['a mutation', 200, 'chat.create', post(json({ id: chatId }))],
  ['a batch of mutations', 200, 'chat.create,chat.update?batch=1', post(
    `{"0":${json({ id: chatId })},"1":${json({ id: other, title: 'new' })}}`,
  )],
  ['a mutation of what is not there', 404, 'chat.update', post(json({ id: nobody }))],
  ['a body that is no JSON', 400, 'chat.update', post('{"json"')],
  ['an empty body', 400, 'chat.update', post('')],
  ['no body', 400, 'chat.update', post()],
  ['a body of another kind', 415, 'chat.update', post('x', { 'content-type': 'text/plain' })],
  ['a query that is posted', 405, 'chat.list', post(json({}))],
])('%s is answered as tRPC\'s own adapter answers it', async (_, status, path, init) => {
  const answer = await ask(path, init)
  expect(answer.status).toBe(status)
  expect(answer).toEqual(await asAdapter(path, init))
})
