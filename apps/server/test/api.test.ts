import type { AppRouter, ChatEvent } from '@parley/api'
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, TRPCClientError } from '@trpc/client'
import { EventSource } from 'eventsource'
import superjson from 'superjson'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServerProcess } from '../src/testing.ts'
import { startServerProcess } from '../src/testing.ts'

let server: ServerProcess

beforeAll(async () => {
  server = await startServerProcess({ CORS_ALLOWED_ORIGINS: 'https://app.example.org', CORS_PREFLIGHT_MAX_AGE: '600' })
})
afterAll(async () => {
  await server.stop()
})

async function clientOf(user: number) {
  const url = `${server.url}/trpc`
  const initData = await (await fetch(`${server.url}/dev/init-data?user=${user}`)).text()
  const headers = { authorization: `tma ${initData}` }
  return createTRPCClient<AppRouter>({
    links: [splitLink({
      condition: ({ type }) => type === 'subscription',
      true: httpSubscriptionLink({
        url,
        transformer: superjson,
        EventSource,
        eventSourceOptions: {
          fetch: (address, init) => fetch(address, { ...init, headers: { ...init.headers, ...headers } }),
        },
      }),
      false: httpBatchLink({ url, headers, transformer: superjson }),
    })],
  })
}

test('a question about the weather streams two cards and a text, and stays', async () => {
  const client = await clientOf(1)
  const { id: chatId } = await client.chat.create.mutate({})
  const [id, replyId] = [crypto.randomUUID(), crypto.randomUUID()]
  const events: ChatEvent[] = []
  const finished = new Promise<void>((resolve, reject) => {
    const subscription = client.chat.events.subscribe({ chatId }, {
      onData({ data }) {
        events.push(data)
        if (data.type === 'snapshot') {
          client.message.send.mutate({ chatId, id, replyId, text: 'What\'s the weather in Paris and Tokyo?' }).catch(reject)
        }
        if (data.type === 'finish') {
          subscription.unsubscribe()
          resolve()
        }
      },
      onError: reject,
    })
  })
  await finished
  const deltas = events.filter((event) => event.type === 'delta')
  expect(deltas.length).toBeGreaterThan(2)
  const [reply] = (await client.message.list.query({ chatId })).items
  const done = reply?.parts.flatMap((part) => part.type === 'tool' && part.state === 'done' ? [part.output] : []) ?? []
  expect(done.map(({ place }) => place.name)).toEqual(['Paris', 'Tokyo'])
  expect(done[0]?.days).toHaveLength(5)
  expect(reply?.parts.at(-1)).toEqual({ type: 'text', text: deltas.map(({ text }) => text).join('') })
  expect(reply?.parts.at(-1)).toMatchObject({ text: expect.stringMatching(/In \*\*Paris\*\* it is [^]*In \*\*Tokyo\*\* it is/) })
  expect(reply?.createdAt).toBeInstanceOf(Date)
})

test('a place that does not exist gets a normal answer', async () => {
  const client = await clientOf(2)
  const { id: chatId } = await client.chat.create.mutate({})
  const replyId = crypto.randomUUID()
  await client.message.send.mutate({ chatId, id: crypto.randomUUID(), replyId, text: 'Weather in Qwertyuiopolis?' })
  const reply = await until(async () => {
    const [newest] = (await client.message.list.query({ chatId })).items
    return newest?.status === 'done' ? newest : undefined
  })
  expect(reply.parts).toMatchObject([{ type: 'tool', state: 'failed' }, { type: 'text', text: expect.stringContaining('Qwertyuiopolis') }])
})

test('errors carry a reason, a status to match and no stack', async () => {
  const response = await fetch(`${server.url}/trpc/auth.me`)
  expect(response.status).toBe(401)
  const body = await response.text()
  expect(JSON.parse(body)).toMatchObject({ error: { json: { data: { reason: 'INIT_DATA_MISSING', httpStatus: 401 } } } })
  expect(body).not.toMatch(/stack|node_modules|\.ts/)

  const client = await clientOf(3)
  const error = await client.chat.get.query({ id: crypto.randomUUID() }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(TRPCClientError)
  expect((error as TRPCClientError<AppRouter>).data).toMatchObject({ reason: 'NOT_FOUND', httpStatus: 404 })
})

test.each([
  ['no JSON', '{"json":', 400, 'INVALID_INPUT'],
  ['the wrong shape', '{"json":{"chatId":7}}', 400, 'INVALID_INPUT'],
  ['more than a server reads', JSON.stringify({ json: { text: 'x'.repeat(300_000) } }), 413, 'INVALID_INPUT'],
])('a body that is %s gets a typed error', async (_name, body, status, reason) => {
  const initData = await (await fetch(`${server.url}/dev/init-data?user=4`)).text()
  const headers = { authorization: `tma ${initData}`, 'content-type': 'application/json' }
  const response = await fetch(`${server.url}/trpc/message.send`, { method: 'POST', headers, body })
  expect(response.status).toBe(status)
  expect(await response.text()).toContain(`"reason":"${reason}"`)
})

test('an unknown procedure is not found', async () => {
  const response = await fetch(`${server.url}/trpc/admin.dropTables`)
  expect(response.status).toBe(404)
  expect(await response.text()).toContain('"reason":"NOT_FOUND"')
})

test('only listed origins may call, and their preflight is cached', async () => {
  const preflight = async (origin: string) => await fetch(`${server.url}/trpc/auth.me`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
  })
  const known = await preflight('https://app.example.org')
  expect(known.headers.get('access-control-allow-origin')).toBe('https://app.example.org')
  expect(known.headers.get('access-control-max-age')).toBe('600')
  expect((await preflight('https://evil.example')).headers.has('access-control-allow-origin')).toBe(false)
})

async function until<Result>(look: () => Promise<Result | undefined>): Promise<Result> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
